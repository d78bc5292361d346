import { PropChecks } from './private/input/checks';
import { Place } from './private/input/place';
import { PROJECT_KEY } from './private/input/resource-types';

/** A key that becomes a generation of a rotating key, the first one, without being replaced. */
export class RotationAdoption {
  /**
   * A key that was made by hand, or by something else: it is imported, and keeps its name and expiry until its slot's turn comes, two
   * generations later. A key that this stack deploys already has to be moved, not imported: else the plan destroys it under its old
   * address.
   *
   * @param keyId UUID of the key, or a token that is known at plan
   * @param value the secret itself, as a sensitive token that the caller holds; without one, reading `value` throws until the next
   * generation
   * @param generation number of the generation that the key becomes, 0 unless given; it stays the same for as long as `adopt` is there
   * @throws ApiKeyValidationError on bad input
   */
  public static importKey(keyId: string, value?: string, generation?: number): RotationAdoption {
    const checks = new PropChecks('RotationAdoption.importKey');
    return new RotationAdoption({
      keyId: checks.uuid('keyId', keyId), value: checks.optionalSecret('value', value), generation: checks.optionalGeneration('generation', generation),
    });
  }

  /**
   * A key that this stack already deploys under another address, such as a `ProjectApiKey` that the rotating key takes the place of, or
   * a member of a set: a `moved` block hands it over, and it keeps its name and expiry until its slot's turn comes, two generations later.
   *
   * @param place the path that its construct had within the stack (`Team/Ci`), or the address of the deployed resource, as `terraform
   * state list` shows it (`ory_project_api_key.Ci_961B73FD`, `ory_project_api_key.Shop_563325D0["production"]`)
   * @param generation number of the generation that the key becomes, 0 unless given; it stays the same for as long as `adopt` is there
   * @throws ApiKeyValidationError on bad input
   */
  public static moveFrom(place: string, generation?: number): RotationAdoption {
    return RotationAdoption.moved('RotationAdoption.moveFrom', 'place', [place], generation);
  }

  /**
   * The same for a key that was renamed or moved before: with the last place alone, a deploy destroys it where the state still has it at
   * an earlier one, since a deploy was skipped there.
   *
   * @param places places that the key had, oldest first, each as in `moveFrom`
   * @param generation number of the generation that the key becomes, 0 unless given; it stays the same for as long as `adopt` is there
   * @throws ApiKeyValidationError on bad input
   */
  public static moveFromPlaces(places: string[], generation?: number): RotationAdoption {
    return RotationAdoption.moved('RotationAdoption.moveFromPlaces', 'places', places, generation);
  }

  private static moved(where: string, prop: string, places: string[], generation?: number): RotationAdoption {
    const checks = new PropChecks(where);
    const from = checks.places(prop, places, PROJECT_KEY);
    if (from.length === 0) {
      checks.fail(prop, 'no place was given; expected at least the one that the key has now');
    }
    return new RotationAdoption({ from, generation: checks.optionalGeneration('generation', generation) });
  }

  private constructor(
    /** @internal */
    public readonly _key: {
      readonly keyId?: string;
      readonly value?: string;
      readonly from?: readonly Place[];
      readonly generation?: number;
    },
  ) {}
}
