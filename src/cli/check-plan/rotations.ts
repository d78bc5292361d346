import { PlannedKey } from './keys';
import { KeyState } from './plan';

/** The last slot of a rotating key in an address, with the hash that cdktf puts behind it: another in each slot. */
const SLOT = /^(.*)Slot([AB])(?:_[0-9A-F]{8})?(.*)$/s;

/** A name as a rotation gives it: `<name> (<generation>)`. */
const GENERATION = /^(.*) \((\d{1,9})\)$/s;

/** Older than every generation: what was there before a rotation adopted it. */
const BEFORE_ALL = -1;

/** The keys of one plan, to find the other generation of a rotation among them. */
export class Rotations {
  private readonly bySlot = new Map<string, PlannedKey[]>();
  private readonly byName = new Map<string, PlannedKey[]>();

  public constructor(keys: readonly PlannedKey[]) {
    for (const key of keys) {
      if (key.kind === 'project' && key.deposed === undefined && key.change.before) {
        slotsOf(key, (slot) => slot).forEach((place) => add(this.bySlot, place, key));
        namesOf(key).forEach((place) => add(this.byName, place, key));
      }
    }
  }

  /**
   * The key in the other slot, by address, or else, where the ids were overridden, the one key of the project whose name differs in
   * ` (g)` alone. Only a key that exists before the plan; none where several come into question.
   */
  public partnerOf(key: PlannedKey): PlannedKey | undefined {
    const inSlot = onlyOther(key, slotsOf(key, (slot) => (slot === 'A' ? 'B' : 'A')), this.bySlot);
    const byName = inSlot ?? onlyOther(key, namesOf(key), this.byName);
    return byName && (byName === inSlot || generationOf(byName) !== generationOf(key)) ? byName : undefined;
  }
}

/** The generation of a key that exists; an adopted one, whose name tells none, is older than all. */
export function generationOf({ change: { before } }: PlannedKey): number {
  return Number(GENERATION.exec(before?.name ?? '')?.[2] ?? BEFORE_ALL);
}

/** What the slot of a key is found by, after its letter has been turned into another. */
function slotsOf({ change: { address } }: PlannedKey, turn: (slot: string) => string): string[] {
  const [, head, slot, tail] = SLOT.exec(address) ?? [];
  return slot === undefined ? [] : [JSON.stringify([head, turn(slot), tail])];
}

/** What ties a key to another generation of it: project and name without generation, its own and its successor's. */
function namesOf({ change: { before, after } }: PlannedKey): string[] {
  const project = before?.owner ?? after?.owner;
  return [...new Set([before, after].flatMap(baseOf))].map((base) => JSON.stringify([project, base]));
}

function baseOf(state: KeyState | undefined): string[] {
  return state?.name === undefined ? [] : [GENERATION.exec(state.name)?.[1] ?? state.name];
}

function onlyOther(key: PlannedKey, places: readonly string[], index: ReadonlyMap<string, readonly PlannedKey[]>): PlannedKey | undefined {
  const others = new Set(places.flatMap((place) => index.get(place) ?? []).filter((other) => other !== key));
  return others.size === 1 ? [...others][0] : undefined;
}

function add(index: Map<string, PlannedKey[]>, place: string, key: PlannedKey): void {
  const keys = index.get(place);
  if (keys) {
    keys.push(key);
  } else {
    index.set(place, [key]);
  }
}
