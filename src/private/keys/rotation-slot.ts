import { PropChecks } from '../input/checks';
import { Place } from '../input/place';
import { ProjectKey, ProjectKeyConfig } from './project-key';

/** Ids of the two slots: even generations are in the first. */
export const SLOT_IDS = ['SlotA', 'SlotB'];

/** Whether a place is that of a slot. */
export function isSlot(place: Place): boolean {
  return 'path' in place && SLOT_IDS.includes(place.path[place.path.length - 1]);
}

/** One of the two keys of a rotating key. */
export class RotationSlot extends ProjectKey {
  /** @internal */
  public _configOf(_checks: PropChecks, config: ProjectKeyConfig): ProjectKeyConfig {
    return config;
  }
}
