import { formatInstant } from '../../private/input/instant';
import { Finding } from './finding';
import { PlannedKey } from './keys';
import { generationOf, Rotations } from './rotations';

/** The keys of one plan that stop working although they are valid, each with the way out. */
export class Losses {
  private readonly rotations: Rotations;
  private readonly current = new Map<string, PlannedKey>();
  /** New keys by name. */
  private readonly made = new Map<string | undefined, PlannedKey>();

  public constructor(keys: readonly PlannedKey[]) {
    this.rotations = new Rotations(keys);
    for (const key of keys) {
      if (key.deposed === undefined) {
        this.current.set(key.change.address, key);
      }
      if (key.kind === 'project' && key.deeds[0] === 'made') {
        this.made.set(key.change.after?.name, key);
      }
    }
  }

  /** What is wrong when a client is refused that is served today; `undefined` where no client notices. */
  public judge(key: PlannedKey): Finding | undefined {
    if (!key.valid) {
      return undefined;
    }
    if (key.deeds[0] === 'deleted outside') {
      return key.deposed === undefined ? this.deletedOutside(key) : undefined;
    }
    return ends(key) && !this.successorOf(key) ? this.lost(key) : undefined;
  }

  /**
   * The key that clients of a key that the plan ends hold already: the later generation in the other slot, or, for what a failed replacement
   * left over, the key that took its place. It exists, is valid, and stays.
   */
  public successorOf(key: PlannedKey): PlannedKey | undefined {
    if (!ends(key)) {
      return undefined;
    }
    const partner = this.rotations.partnerOf(key);
    const later = partner && generationOf(partner) > generationOf(key) ? [partner] : [];
    const inPlace = key.deposed === undefined ? undefined : this.current.get(key.change.address);
    return [...later, ...inPlace ? [inPlace] : []].find((other) => other.change.before && other.valid && stays(other));
  }

  private lost(key: PlannedKey): Finding {
    const partner = this.rotations.partnerOf(key);
    const replaced = key.deeds.includes('replaced');
    const because = key.reason === '' ? '' : ` (${key.reason})`;
    if (partner && (replaced || stays(partner))) {
      return finding('held-slot', key,
        `a slot that clients hold is ${replaced ? 'replaced' : 'destroyed'}${because}: it has ${generation(key)}, valid ${untilOf(key)}, and ${partner.address} ${insufficiency(partner, key)}`,
        'deploy one generation after the other, change a schedule with changingTo and not by its numbers, and set right a clock that is behind');
    }
    if (replaced) {
      return finding('replaced', key, `a key that is valid ${untilOf(key)} is replaced${because}: it is deleted in the same apply, before its clients can have the new value`,
        wayOutOfReplacing(key));
    }
    const name = key.change.before?.name;
    const twin = name === undefined ? undefined : this.made.get(name);
    return finding('destroyed', key, `a key that is valid ${untilOf(key)} is destroyed${because}`, twin
      ? `if ${twin.address}, which is made under the same name, is this key under a new address, add movedFrom or a moved block from ${key.address} to ${twin.address}`
      : 'put it back into the code; if it has a new address, add movedFrom or a moved block; to let it live on, forget() it (a removed block with destroy = false)');
  }

  private deletedOutside(key: PlannedKey): Finding {
    const made = key.deeds.includes('made');
    return finding('deleted-outside', key,
      `a key that would be valid ${untilOf(key)} was deleted outside of Terraform: its clients are refused${made ? ', and the plan makes another with another value' : ''}`,
      made ? 'find out who deleted it, and hand the new value to the clients right after the apply' : 'find out who deleted it, and give its clients another key');
  }
}

function wayOutOfReplacing({ deeds, change: { reason } }: PlannedKey): string {
  if (deeds.includes('adopted')) {
    return 'give the import id with the project, and the name and expiry that the key has; importExisting ignores what differs';
  }
  return reason === 'replace_because_tainted'
    ? 'if a client has the key, run "terraform untaint" on the address, and plan again; if none has it yet, let it off'
    : 'undo the change, or make a second key, hand it to the clients, and take this one out of the code afterwards; RotatingProjectApiKey does that';
}

/** Whether the plan deletes the key. */
function ends({ kind, deeds, change: { actions } }: PlannedKey): boolean {
  return deeds.includes('destroyed') || deeds.includes('replaced') || (kind === 'project' && deeds.includes('unknown') && actions.includes('delete'));
}

/** Whether the key lives on. */
function stays(key: PlannedKey): boolean {
  return !ends(key) && !key.deeds.includes('deleted outside') && !key.deeds.includes('unknown');
}

/** Why the other slot is no reason to let a key go. */
function insufficiency(other: PlannedKey, than: PlannedKey): string {
  if (!stays(other)) {
    return `does not stay either (${generation(other)})`;
  }
  return generationOf(other) > generationOf(than) ? `has expired (${generation(other)})` : `holds ${generation(other)}, which is no later one`;
}

function generation(key: PlannedKey): string {
  const number = generationOf(key);
  return number < 0 ? 'a key from before the rotation' : `generation ${number}`;
}

function untilOf({ expiry }: PlannedKey): string {
  return typeof expiry === 'number' ? `until ${formatInstant(expiry)}` : expiry === 'never' ? 'for ever' : 'until a date that is not shown';
}

function finding(rule: Finding['rule'], { file, address, change }: PlannedKey, problem: string, fix: string): Finding {
  return { rule, level: 'finding', file, address, target: change.address, problem, fix };
}
