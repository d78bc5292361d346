import { TerraformProvider } from 'cdktf';
import { PropChecks } from '../input/checks';
import { Place } from '../input/place';
import { KeyOrigin, ProjectKey, ProjectKeyConfig, REPLACING } from './project-key';

/** Ids of the two slots: even generations are in the first. */
export const SLOT_IDS = ['SlotA', 'SlotB'];

/** Whether a place is that of a slot. */
export function isSlot(place: Place): boolean {
  return 'path' in place && SLOT_IDS.includes(place.path[place.path.length - 1]);
}

/** What one generation renders. */
interface RotationSlotProps {
  readonly name: string;
  readonly projectId?: string;
  readonly provider?: TerraformProvider;
  readonly generation: number;
  /** Whether the generation is the current one. */
  readonly current: boolean;
  readonly expiresAt?: string;
  readonly origin: KeyOrigin;
  readonly adopted?: { readonly keyId: string; readonly value?: string };
  readonly movedFrom: readonly Place[];
  /** Days before the expiry at which plans warn; 0 for never. */
  readonly warningDays: number;
}

/** One of the two keys of a rotating key. */
export class RotationSlot extends ProjectKey {
  /** @internal */
  public _configOf(_checks: PropChecks, props: RotationSlotProps): ProjectKeyConfig {
    const { name, generation, origin, adopted } = props;
    return {
      ...props,
      name: `${name} (${generation})`,
      createBeforeDestroy: true,
      preventDestroy: false,
      // The name carries the generation and alone makes a new key: another grace or period must not replace a deployed one.
      ignoreChanges: origin === KeyOrigin.NEW ? ['expires_at'] : REPLACING,
      adopted: adopted && { ...adopted, missingValue: 'the value of an imported key is not available: the API returned it once, at creation; give it to RotationAdoption.importKey as `value`, a sensitive token, or wait for the next generation' },
      rotation: { name, generation, previous: !props.current }, // the name as it was given: a policy's pattern is about that
    };
  }
}
