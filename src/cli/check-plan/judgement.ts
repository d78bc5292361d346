import { Finding } from './finding';
import { keyIdOf, keysOf, PlannedKey } from './keys';
import { KnownValues } from './known-values';
import { Losses } from './losses';
import { Plan } from './plan';
import { shownValues } from './shown-values';

/** A key and what it means for those who use it. */
export interface JudgedKey extends PlannedKey {
  /** Whether a client is refused that is served today. */
  readonly clientNotices: boolean;
  /** The key of the same rotation that clients hold already, where this one ends. */
  readonly successor?: PlannedKey;
}

/** Plans, judged. */
export interface Judgement {
  readonly keys: readonly JudgedKey[];
  /** Findings and notes. */
  readonly findings: readonly Finding[];
}

/**
 * What is wrong with plans that are deployed together.
 *
 * @param now - seconds since 1970
 * @param allow - addresses whose findings are let off
 */
export function judge(plans: readonly Plan[], now: number, known: KnownValues, allow: ReadonlySet<string>): Judgement {
  const keysByPlan = plans.map((plan) => keysOf(plan, now, known));
  const held = heldKeys(keysByPlan.flat());
  const keys: JudgedKey[] = [];
  const found: (readonly Finding[])[] = [];
  for (const [index, plan] of plans.entries()) {
    const losses = new Losses(keysByPlan[index]);
    for (const key of keysByPlan[index]) {
      const loss = losses.judge(key);
      keys.push({ ...key, clientNotices: loss !== undefined, successor: loss ? undefined : losses.successorOf(key) });
      found.push(loss ? [loss] : [], ofOneKey(key, held));
    }
    found.push(shownValues(plan, known), incomplete(plan, known));
  }
  const findings = [...found.flat(), ...sharedIds(held)];
  const judged = findings.map((finding) => ({ ...finding, allowed: finding.level === 'finding' && allow.has(finding.target) }));
  return { keys, findings: [...judged, ...unused(allow, keys, findings, known)] };
}

/** The keys that stand somewhere after all of the plans, by their ids. */
type HeldKeys = ReadonlyMap<string, readonly PlannedKey[]>;

function ofOneKey(key: PlannedKey, held: HeldKeys): Finding[] {
  const { kind, deeds, valid, change: { before } } = key;
  const does = (deed: PlannedKey['deeds'][number]): boolean => deeds.includes(deed);
  const letGo = does('forgotten') && !held.has(idOf(key) ?? '');
  const found: Finding[] = [];
  if (kind === 'workspace' && does('made')) {
    found.push(about(key, 'workspace-created', 'finding', 'a workspace key is to be created, which the provider cannot do: the apply will fail',
      'if it has only a new address, add movedFrom or a moved block; else make it in the Ory Console, and import it: keyId and workspaceId of WorkspaceApiKey, or an import block'));
  }
  if (kind === 'workspace' && letGo) {
    found.push(about(key, 'workspace-forgotten', 'note', `the key is only forgotten, however Terraform calls it${valid ? ': it stays valid' : ''}`,
      'revoke it in the Ory Console when nobody uses it'));
  }
  if (kind === 'project' && letGo && before?.expiresAt === undefined) {
    found.push(about(key, 'forgotten', 'finding', 'a key that never expires is forgotten: it stays valid for ever, and nothing manages it any more',
      'import it where it is to be managed and check the plans of both together, let it be destroyed, or revoke it in the Ory Console when nobody uses it'));
  }
  if (does('made') && !before && !valid) {
    found.push(about(key, 'made-expired', 'note', 'the key has expired before it is made: the API will never take it', 'give an expiry in the future'));
  }
  if (does('unknown')) {
    found.push(about(key, 'unknown-action', 'finding', `the plan does something that this version does not know (${key.reason})`,
      'look at what "terraform show PLAN" says, and update this command'));
  }
  return found;
}

function heldKeys(keys: readonly PlannedKey[]): HeldKeys {
  const byId = new Map<string, PlannedKey[]>();
  for (const key of keys.filter(isHeld)) {
    const id = idOf(key);
    const holders = id === undefined ? undefined : byId.get(id);
    if (holders) {
      holders.push(key);
    } else if (id !== undefined) {
      byId.set(id, [key]);
    }
  }
  return byId;
}

/** Keys that two addresses manage, or will: the key dies when either of them goes. One that has expired is dead already. */
function sharedIds(held: HeldKeys): Finding[] {
  return [...held.values()].filter((holders) => holders.length > 1 && holders.some(({ valid }) => valid)).flatMap((holders) => holders.map((key) => {
    const other = holders[0] === key ? holders[1] : holders[0];
    const where = other.plan === key.plan ? other.address : `${other.address} of ${other.file}`;
    const more = holders.length > 2 ? ` and at ${holders.length - 2} more address${holders.length > 3 ? 'es' : ''}` : '';
    return about(key, 'shared-id', 'finding', `the same key stands at ${where}${more}, too: it is destroyed when either of them goes`,
      'keep it at one address, and have the others forget it');
  }));
}

/** Whether a key that was there, or in the API, before the plan stands at its address after it. */
function isHeld({ deeds, deposed }: PlannedKey): boolean {
  return deposed === undefined && ['kept', 'changed', 'moved', 'adopted'].some((deed) => deed === deeds[deeds.length - 1]);
}

function idOf({ kind, change: { before, importing } }: PlannedKey): string | undefined {
  const id = before?.id ?? keyIdOf(importing?.id);
  return id === undefined ? undefined : `${kind} ${id.toLowerCase()}`;
}

function incomplete(plan: Plan, known: KnownValues): Finding[] {
  return plan.complete ? [] : [{
    rule: 'incomplete', level: 'note', file: known.mask(plan.file), address: 'the plan', target: '',
    problem: 'it leaves things out, because of -target or because Terraform puts them off: keys that it does not touch are not judged', fix: 'check the next plan, too',
  }];
}

function unused(allow: ReadonlySet<string>, keys: readonly PlannedKey[], findings: readonly Finding[], known: KnownValues): Finding[] {
  const places = new Set([...keys.map(({ change }) => change.address), ...findings.map(({ target }) => target)]);
  return [...allow].filter((target) => !places.has(target)).map((target) => ({
    rule: 'unused-allow', level: 'finding', allowed: false, address: known.mask(target), target,
    problem: 'it is allowed, but no plan has anything at this address', fix: 'take the --allow away, or write the address as it stands in the plan',
  }));
}

function about({ file, address, change }: PlannedKey, rule: Finding['rule'], level: Finding['level'], problem: string, fix: string): Finding {
  return { rule, level, file, address, target: change.address, problem, fix };
}
