import { ReportedKey } from './report';

/** Keys that stand together in a picture. */
export interface TimelineGroup {
  readonly keys: readonly ReportedKey[];
  /** Whether they are the generations of one rotation. */
  readonly rotating: boolean;
}

/**
 * Brings the generations of each rotation together, the oldest first; every other key stands alone. A group stands where its soonest
 * expiry would.
 *
 * @param keys - the soonest expiry first
 */
export function groupsOf(keys: readonly ReportedKey[]): TimelineGroup[] {
  const groups = new Map<string, ReportedKey[]>();
  keys.forEach((key, index) => {
    const rotation = rotationOf(key) ?? String(index);
    groups.set(rotation, [...groups.get(rotation) ?? [], key]);
  });
  return [...groups.values()].map((members) => ({
    keys: members.sort((one, other) => generationOf(one) - generationOf(other)),
    rotating: members[0].entry.generation !== undefined,
  }));
}

/** What the generations of one rotation share: the construct that holds them, and the name but for the generation behind it. */
function rotationOf({ entry: { path, name, generation } }: ReportedKey): string | undefined {
  if (generation === undefined) {
    return undefined;
  }
  return JSON.stringify([path.slice(0, Math.max(0, path.lastIndexOf('/'))), name.replace(/ \(\d+\)$/, '')]);
}

function generationOf({ entry }: ReportedKey): number {
  return entry.generation ?? 0;
}
