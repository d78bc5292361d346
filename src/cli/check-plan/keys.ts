import { parseInstant } from '../../private/input/instant';
import { Deed, deedsOf, reasonOf } from './deeds';
import { KnownValues } from './known-values';
import { Attribute, KeyChange, KeyKind, KeyState, Plan } from './plan';

/** When a key ends: seconds since 1970, or why there are none. What cannot be read counts as an expiry that is far away. */
export type Expiry = number | 'never' | 'sensitive' | 'known after apply' | 'unreadable';

/** A key in a plan: what the report says of it, and what the judgement needs. No value of a key is left in any string. */
export interface PlannedKey {
  /** The plan, to tell keys of several apart, and its file, where it has one. */
  readonly plan: Plan;
  readonly file?: string;
  readonly address: string;
  readonly previousAddress?: string;
  readonly deposed?: string;
  readonly kind: KeyKind;
  /** As the plan would show them: a sensitive one is said to be that. */
  readonly name?: string;
  readonly id?: string;
  readonly owner?: string;
  /** In this order; never empty. */
  readonly deeds: readonly Deed[];
  readonly reason: string;
  readonly expiry: Expiry;
  /** Whether the API takes the key at the time of the report. */
  readonly valid: boolean;
  /** What Terraform says, unmasked: for comparisons alone, never to be shown. */
  readonly change: KeyChange;
}

/** The keys of a plan, each once, in the order in which Terraform lists them; last those that are gone, and what is put off. */
export function keysOf(plan: Plan, now: number, known: KnownValues): PlannedKey[] {
  const gone = new Map(plan.drift.filter(({ actions }) => actions.join() === 'delete').map((change) => [placeOf(change), change]));
  const keys = plan.changes.filter((change) => !isVanished(change)).map((change) => {
    const drift = gone.get(placeOf(change));
    gone.delete(placeOf(change));
    return plannedKey(plan, drift ? { ...change, before: drift.before } : change, [...drift ? ['deleted outside' as const] : [], ...deedsOf(change)], now, known);
  });
  return [
    ...keys,
    ...[...gone.values()].map((change) => plannedKey(plan, change, ['deleted outside'], now, known)),
    ...plan.deferred.map((change) => plannedKey(plan, change, ['put off'], now, known)),
  ];
}

/** Whether it is an entry for what a failed replacement left over and somebody else deleted: Terraform only drops it from the state. */
function isVanished({ deposed, actions, before }: KeyChange): boolean {
  return deposed !== undefined && actions.join() === 'no-op' && before === undefined;
}

function plannedKey(plan: Plan, change: KeyChange, deeds: readonly Deed[], now: number, known: KnownValues): PlannedKey {
  const state = change.before ?? change.after;
  const expiry = expiryOf(state);
  const end = endOf(state?.expiresAt);
  return {
    plan,
    file: known.mask(plan.file),
    address: known.mask(change.address),
    previousAddress: known.mask(change.previousAddress),
    deposed: known.mask(change.deposed),
    kind: change.kind,
    name: shown(state, 'name', state?.name, known),
    id: shown(state, 'id', state?.id ?? keyIdOf(change.importing?.id), known),
    owner: shown(state, `${change.kind}_id`, state?.owner, known),
    deeds,
    reason: known.mask(reasonOf(change, deeds)),
    expiry,
    valid: end === undefined || end > now,
    change,
  };
}

/** The last part of an import id is the key's. */
export function keyIdOf(importId: string | undefined): string | undefined {
  return importId?.slice(importId.lastIndexOf('/') + 1);
}

/** The instant at which a key ends; none where there is none, or where it cannot be read. */
function endOf(expiresAt: string | undefined): number | undefined {
  const parsed = expiresAt === undefined ? undefined : parseInstant(expiresAt);
  return parsed && 'epochSeconds' in parsed ? parsed.epochSeconds : undefined;
}

function expiryOf(state: KeyState | undefined): Expiry {
  if (state === undefined) {
    return 'unreadable';
  }
  if (state.sensitive.has('expires_at')) {
    return 'sensitive';
  }
  if (state.expiresAt === undefined) {
    return state.unknown.has('expires_at') ? 'known after apply' : 'never';
  }
  return endOf(state.expiresAt) ?? 'unreadable';
}

function shown(state: KeyState | undefined, attribute: Attribute, value: string | undefined, known: KnownValues): string | undefined {
  return state?.sensitive.has(attribute) ? '(sensitive)' : known.mask(value);
}

function placeOf({ address, deposed }: KeyChange): string {
  return deposed === undefined ? address : `${address} ${deposed}`;
}
