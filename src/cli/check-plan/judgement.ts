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
  const keys: JudgedKey[] = [];
  const found: (readonly Finding[])[] = [];
  for (const plan of plans) {
    const own = keysOf(plan, now, known);
    const losses = new Losses(own);
    for (const key of own) {
      const loss = losses.judge(key);
      keys.push({ ...key, clientNotices: loss !== undefined, successor: loss ? undefined : losses.successorOf(key) });
      found.push(loss ? [loss] : [], ofOneKey(key));
    }
    found.push(shownValues(plan, known), incomplete(plan, known));
  }
  const findings = [...found.flat(), ...sharedIds(keys)];
  const judged = findings.map((finding) => ({ ...finding, allowed: finding.level === 'finding' && allow.has(finding.target) }));
  return { keys, findings: [...judged, ...unused(allow, keys, findings, known)] };
}

function ofOneKey(key: PlannedKey): Finding[] {
  const { kind, deeds, valid, change: { before } } = key;
  const does = (deed: PlannedKey['deeds'][number]): boolean => deeds.includes(deed);
  const found: Finding[] = [];
  if (kind === 'workspace' && does('made')) {
    found.push(about(key, 'workspace-created', 'finding', 'a workspace key is to be created, which the provider cannot do: the apply will fail',
      'make the key in the Ory Console, and import it: keyId and workspaceId of WorkspaceApiKey, or an import block'));
  }
  if (kind === 'workspace' && does('forgotten')) {
    found.push(about(key, 'workspace-forgotten', 'note', `the key is only forgotten, however Terraform calls it${valid ? ': it stays valid' : ''}`,
      'revoke it in the Ory Console when nobody uses it'));
  }
  if (kind === 'project' && does('forgotten') && before?.expiresAt === undefined) {
    found.push(about(key, 'forgotten', 'finding', 'a key that never expires is forgotten: it stays valid for ever, and nothing manages it any more',
      'move it to the stack that is to manage it, let it be destroyed, or revoke it in the Ory Console when nobody uses it'));
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

/** Keys that two addresses manage, or will: the key dies when either of them goes. */
function sharedIds(keys: readonly PlannedKey[]): Finding[] {
  const byId = new Map<string, PlannedKey[]>();
  for (const key of keys) {
    const id = heldId(key);
    const holders = id === undefined ? undefined : byId.get(id);
    if (holders) {
      holders.push(key);
    } else if (id !== undefined) {
      byId.set(id, [key]);
    }
  }
  return [...byId.values()].filter(({ length }) => length > 1).flatMap((holders) => holders.map((key) => {
    const other = holders[0] === key ? holders[1] : holders[0];
    const where = other.plan === key.plan ? other.address : `${other.address} of ${other.file}`;
    const more = holders.length > 2 ? ` and at ${holders.length - 2} more address${holders.length > 3 ? 'es' : ''}` : '';
    return about(key, 'shared-id', 'finding', `the same key stands at ${where}${more}, too: it is destroyed when either of them goes`,
      'keep it at one address, and have the others forget it');
  }));
}

/** The id of the key that stands at an address after the plan and was there, or in the API, before it. */
function heldId({ kind, deeds, deposed, change: { before, importing } }: PlannedKey): string | undefined {
  const held = deposed === undefined && ['kept', 'changed', 'moved', 'adopted'].some((deed) => deed === deeds[deeds.length - 1]);
  const id = before?.id ?? keyIdOf(importing?.id);
  return held && id !== undefined ? `${kind} ${id.toLowerCase()}` : undefined;
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
