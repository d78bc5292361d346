import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { addInfo, addWarning } from './annotation';
import { IApiKey } from './api-key';
import { ApiKeyBase } from './api-key-base';
import { ImportBlocks } from './blocks/import-blocks';
import { MovedBlocks } from './blocks/moved-blocks';
import { PropChecks } from './checks';
import { forgetResources } from './forgetting';
import { noteImport } from './import-duplicates';
import { nowOf } from './now';
import { knownProjectOf } from './known-providers';
import { RotationAdoption } from './rotation-adoption';
import { RotationSchedule } from './rotation-schedule';
import { RotationSlot } from './rotation-slot';
import { joinImportId } from './private/input/uuid';

/** Properties of `RotatingProjectApiKey`. */
export interface RotatingProjectApiKeyProps {
  /** Name of the keys, not blank; each is named `<name> (<generation>)`. A change replaces the current key. */
  readonly name: string;

  /** When the key changes. */
  readonly schedule: RotationSchedule;

  /**
   * UUID of the project that the keys belong to, or a token. A change replaces the current key.
   *
   * @default - the provider's project
   */
  readonly projectId?: string;

  /**
   * The Ory provider to use, where the stack has several.
   *
   * @default - the stack's only, or un-aliased, Ory provider
   */
  readonly provider?: TerraformProvider;

  /**
   * A key that exists and becomes the first generation without being replaced. Leave it in until synth warns that its slot's turn has
   * come: without it, the key is replaced at once.
   *
   * @default - the first generation is a new key
   */
  readonly adopt?: RotationAdoption;
}

/**
 * A project key that changes without a moment in which a client holds a dead one: two slots hold the current and the previous key.
 *
 * On rotation the new key takes the slot of the one before the previous; the key that consumers hold stays valid until the rotation
 * after. With a schedule each key also expires by itself. Rotation happens on apply, so deploy at least once a period. When several
 * periods were missed, one apply brings the current generation: whichever key is in its slot is replaced, after the new one was
 * created and this stack's consumers were updated; the key in the other slot stays as it is. Synth says which slot that is.
 */
export class RotatingProjectApiKey extends ApiKeyBase {
  /** The key of the current generation. */
  public readonly current: IApiKey;

  /**
   * The key of the generation before, still valid for clients that were not updated yet.
   *
   * @default - the current generation is the first
   */
  public readonly previous?: IApiKey;

  /** Number of the current generation. */
  public readonly generation: number;

  /**
   * Instant at which the next generation becomes current, RFC 3339; the first apply after it rotates.
   *
   * @default - the schedule is manual
   */
  public readonly nextRotationAt?: string;

  private readonly slots: RotationSlot[];
  private readonly makeOther: () => RotationSlot;

  /**
   * @param scope where the construct goes
   * @param id id of the construct, unique in its scope
   * @param props the keys
   * @throws ApiKeyValidationError on bad input
   */
  public constructor(scope: Construct, id: string, props: RotatingProjectApiKeyProps) {
    super(scope, id);
    const checks = new PropChecks(this.node.path);
    const name = checks.name('name', props.name);
    const projectId = checks.optionalUuid('projectId', props.projectId);
    if (!(props.schedule instanceof RotationSchedule)) {
      checks.fail('schedule', 'nothing usable was given; expected RotationSchedule.every(...) or RotationSchedule.manual(...)');
    }
    const { schedule } = props;
    this.generation = schedule._scheduled ? schedule._generationAt(nowOf(this)) : schedule._generationAt(0);
    this.nextRotationAt = schedule._endOf(this.generation);

    const adopt = props.adopt?._key;
    const first = adopt ? this.generationOf(checks, adopt, schedule._firstGeneration) : 0;

    const slot = (generation: number) => {
      const adopted = adopt !== undefined && generation === first;
      return new RotationSlot(this, SLOT_IDS[generation % 2], {
        name,
        projectId,
        generation,
        current: generation === this.generation,
        provider: props.provider ?? undefined,
        expiresAt: schedule._expiryOf(generation),
        kept: adopted || generation < this.generation,
        adopted,
        imported: adopted && adopt.keyId !== undefined,
        value: adopted ? adopt.value : undefined,
        warningDays: generation === this.generation ? schedule._warningDays : schedule._previousWarningDays,
      });
    };
    const current = slot(this.generation);
    const previous = this.generation > first ? slot(this.generation - 1) : undefined;
    this.current = current;
    this.previous = previous;
    this.slots = previous ? [current, previous] : [current];
    if (adopt) {
      this.adopt(adopt, first, projectId, props.provider ?? undefined);
    }
    this.makeOther = () => slot(this.generation + 1);
    addInfo(this, `generation ${this.generation} is current${this.nextRotationAt ? ` until ${this.nextRotationAt}` : ''}: an apply replaces whatever other key is in `
      + `${SLOT_IDS[this.generation % 2]}, and ${previous ? 'keeps the one' : 'destroys any'} in ${SLOT_IDS[(this.generation + 1) % 2]}`);
  }

  /** UUID of the current key, a token. */
  public get keyId(): string {
    return this.current.keyId;
  }

  /** Name of the current key, a token. */
  public get name(): string {
    return this.current.name;
  }

  /**
   * Instant from which the current key is refused, RFC 3339, a token; null in Terraform when the schedule is manual.
   *
   * @default - never undefined here
   */
  public get expiresAt(): string | undefined {
    return this.current.expiresAt;
  }

  /**
   * The current secret, a token. Sensitive, and stored in the Terraform state.
   *
   * @throws ApiKeyValidationError for an imported first generation whose value was not given
   */
  public get value(): string {
    return this.current.value;
  }

  public get importCommand(): string {
    return this.current.importCommand;
  }

  /**
   * Removes both keys from the state without deleting them, by `removed` blocks: after the next apply Terraform no longer knows them,
   * and they still work until they expire. Then the construct can go. Needs Terraform 1.7 or later.
   *
   * @throws ApiKeyValidationError when outputs or sinks were added to the key
   */
  public forget(): void {
    forgetResources(this, this.slots.map((slot) => slot.resource));
    if (this.slots.length === 1) {
      const other = this.makeOther(); // whatever key is in the other slot, if any, is to live on, too
      this.slots.push(other);
      forgetResources(this, [other.resource]);
    }
  }

  /** @internal */
  public _secretVersion(): string {
    return this.slots[0]._secretVersion();
  }

  /** @internal */
  public _mayExpire(): boolean {
    return this.slots[0]._mayExpire();
  }

  /** The generation that the adopted key is: it must not move when the schedule counts on from another number. */
  private generationOf(checks: PropChecks, adopt: AdoptedKey, firstGeneration: number): number {
    if (adopt.generation === undefined && firstGeneration !== 0) {
      checks.fail('adopt', `which generation the adopted key is was not said, beside a schedule whose firstGeneration is ${firstGeneration}; `
        + `expected it as the last argument of RotationAdoption.${adopt.keyId === undefined ? 'moveFrom' : 'importKey'}: ${firstGeneration} where the key is adopted now, 0 where it was adopted before and firstGeneration was given since`);
    }
    const generation = adopt.generation ?? 0;
    if (generation > this.generation) {
      checks.fail('adopt', `the adopted key is generation ${generation}, and ${this.generation} is current; expected a generation that has begun: choose that of the schedule, or take adopt out once its slot's turn has come`);
    }
    return generation;
  }

  private adopt({ keyId, address }: AdoptedKey, first: number, projectId?: string, provider?: TerraformProvider): void {
    const slot = this.slots.find((candidate) => candidate.node.id === SLOT_IDS[first % 2])!;
    const over = this.generation >= first + 2;
    if (address !== undefined) {
      // Also when its turn has come: without the move, the deployed key would have no place in the configuration at all.
      MovedBlocks.add(address, slot.resource);
    } else if (keyId !== undefined && !over) {
      ImportBlocks.add({ resource: slot.resource, id: () => joinImportId(keyId, projectId ?? knownProjectOf(this, provider)), provider });
      noteImport(slot.resource, keyId);
    }
    if (over) {
      addWarning(this, `the adopted key is generation ${first}, and ${this.generation} is current: the turn of its slot has come, and adopt keeps it no longer; take adopt out if the key was adopted before. `
        + `If it was not, an apply ${address === undefined ? 'does not import it' : 'may replace it at once'}: give RotationAdoption.${address === undefined ? 'importKey' : 'moveFrom'} the generation ${this.generation}`);
    }
  }
}

type AdoptedKey = RotationAdoption['_key'];

const SLOT_IDS = ['SlotA', 'SlotB'];
