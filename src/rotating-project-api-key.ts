import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { IApiKey, ManagedApiKeyProps } from './api-key';
import { PropChecks } from './private/input/checks';
import { formatInstant } from './private/input/instant';
import { Place } from './private/input/place';
import { addInfo, addWarning } from './private/stack/annotation';
import { ApiKeyBase, KeyValue } from './private/keys/api-key-base';
import { forgetKeys } from './private/keys/forgetting';
import { Generations } from './private/keys/generations';
import { addressAtPlace } from './private/keys/moves';
import { KeyOrigin, REPLACING } from './private/keys/project-key';
import { isSlot, RotationSlot, SLOT_IDS } from './private/keys/rotation-slot';
import { isNow, nowOf } from './private/stack/now';
import { configOf, givenProvider, providersOf } from './private/stack/providers';
import { registerCheck } from './private/stack/stack-validation';
import { StackView } from './private/stack/stack-view';
import { addressOf, usualAddressOf } from './private/terraform/address';
import { addMoved, addRemoved } from './private/terraform/blocks';
import { isForgotten } from './private/terraform/stack-blocks';
import { RotationAdoption } from './rotation-adoption';
import { RotationSchedule } from './rotation-schedule';

/** Properties of `RotatingProjectApiKey`. */
export interface RotatingProjectApiKeyProps extends ManagedApiKeyProps {
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

  /** @internal */
  public readonly _mayExpire: boolean;

  private readonly slots: readonly RotationSlot[];
  private readonly generations: Generations;

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
    const movedFrom = checks.places('movedFrom', props.movedFrom);
    if (movedFrom.some(isSlot)) {
      checks.fail('movedFrom', 'a slot of a rotating key was given, and both slots move; expected the path of the rotating key, such as "Team/Old", or RotationAdoption.moveFrom for the key of one slot');
    }
    const slotPlaces = (slotId: string) => movedFrom.flatMap((place) => ('path' in place ? [{ path: [...place.path, slotId] }] : []));
    const generations = props.schedule?._generations;
    if (typeof generations?.at !== 'function') {
      checks.fail('schedule', 'nothing usable was given; expected RotationSchedule.every(...) or RotationSchedule.manual(...)');
    }
    this.generations = generations;
    this.generation = generations.at(nowOf(this).epochSeconds);
    this.nextRotationAt = generations.endOf(this.generation);
    this.warnOfSchedule();
    const provider = givenProvider(this, checks, props.provider);
    const adopt = props.adopt?._key;
    if (props.adopt && typeof adopt !== 'object') {
      checks.fail('adopt', 'nothing usable was given; expected RotationAdoption.moveFrom(...) or RotationAdoption.importKey(...)');
    }
    const first = adopt ? this.generationOf(checks, adopt) : 0;

    const slot = (generation: number) => {
      const slotId = SLOT_IDS[generation % 2];
      const isCurrent = generation === this.generation;
      const adopted = generation === first ? adopt : undefined;
      const origin = adopted ? originOf(adopted) : isCurrent ? KeyOrigin.NEW : KeyOrigin.KEPT;
      return new RotationSlot(this, slotId, {
        name: `${name} (${generation})`,
        projectId,
        expiresAt: generations.expiryOf(generation),
        warningDays: generations.warningDaysOf(generation, isCurrent),
        provider,
        origin,
        createBeforeDestroy: true,
        preventDestroy: false,
        // The name carries the generation and alone makes a new key: another grace or period must not replace a deployed one.
        ignoreChanges: origin === KeyOrigin.NEW ? ['expires_at'] : REPLACING,
        adopted: adopted?.keyId === undefined ? undefined : { keyId: adopted.keyId, value: adopted.value, missingValue: MISSING_VALUE },
        movedFrom: [...(generation % 2 === first % 2 ? adopt?.from ?? [] : []), ...slotPlaces(slotId)],
        rotation: { name, generation, previous: !isCurrent }, // the name as it was given: a policy's pattern is about that
      });
    };
    const current = slot(this.generation);
    const previous = this.generation > first ? slot(this.generation - 1) : undefined;
    this.current = current;
    this.previous = previous;
    this._mayExpire = current._mayExpire;
    this.slots = previous ? [current, previous] : [current];
    if (!previous) {
      this.keepOtherSlot(slotPlaces);
    }
    if (adopt && this.generation >= first + 2) {
      addWarning(this, `the adopted key is generation ${first}, and ${this.generation} is current: the turn of its slot has come, and adopt keeps it no longer; take adopt out if the key was adopted before. `
        + `If it was not, an apply ${adopt.keyId === undefined ? 'may replace it at once' : 'does not import it'}: give RotationAdoption.${factoryOf(adopt)} the generation ${this.generation}`);
    }
    this.tellGeneration();
    registerCheck(this, () => this.describeOverrides());
    registerCheck(this, (view) => this.warnOfProviders(view));
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
   * The key that was there before this rotation: the previous one, else the current. Terraform knows its value when it plans, so it is
   * the one to give to the configuration of another Ory provider, which a value that is made in the same apply would crash.
   */
  public get established(): IApiKey {
    return this.previous ?? this.current;
  }

  public get importCommand(): string {
    return this.current.importCommand;
  }

  /**
   * Removes both keys from the state without deleting them, by `removed` blocks: after the next apply Terraform no longer knows them,
   * and they still work until they expire. Then the construct can go. Needs Terraform 1.7 or OpenTofu 1.10.
   *
   * @throws ApiKeyValidationError when outputs or sinks were added to the key
   */
  public forget(): void {
    forgetKeys(this, this.slots.map((slot) => slot.resource));
  }

  /** @internal */
  public _value(): KeyValue {
    return this.slots[0]._value();
  }

  private warnOfSchedule(): void {
    const now = nowOf(this);
    const start = this.generations.countedFrom(this.generation);
    if (now.fromClock && start !== undefined && isNow(now, start)) {
      addWarning(this, `its schedule begins now, to the second: counted from the clock it begins anew at each synth, so that the key never rotates, and expires; expected an instant that is written out, such as "${formatInstant(start)}"`);
    }
    for (const cut of this.generations.cutShort.filter(({ to }) => now.epochSeconds < to)) {
      const [from, to, whole] = [cut.from, cut.to, cut.whole].map(formatInstant);
      addWarning(this, `the schedule changes within a period, so generation ${cut.generation} is current from ${from} to ${to} alone: without a deploy in between, the change replaces the key that clients hold; expected a change when a period ends, at ${from} or ${whole}`);
    }
  }

  /** The generation that the adopted key is: it must not move when the schedule counts on from another number. */
  private generationOf(checks: PropChecks, adopt: AdoptedKey): number {
    const { first } = this.generations;
    if (adopt.generation === undefined && first !== 0) {
      checks.fail('adopt', `which generation the adopted key is was not said, beside a schedule whose firstGeneration is ${first}; `
        + `expected it as the last argument of RotationAdoption.${factoryOf(adopt)}: ${first} where the key is adopted now, 0 where it was adopted before and firstGeneration was given since`);
    }
    const generation = adopt.generation ?? 0;
    if (generation > this.generation) {
      checks.fail('adopt', `the adopted key is generation ${generation}, and ${this.generation} is current; expected a generation that has begun: choose that of the schedule, or take adopt out once its slot's turn has come`);
    }
    return generation;
  }

  /**
   * In the first generation there is one slot. Should the other hold a key (the clock is behind, or the number was set back), it is
   * forgotten rather than destroyed: clients may have it.
   */
  private keepOtherSlot(placesOf: (slotId: string) => readonly Place[]): void {
    const stack = TerraformStack.of(this);
    const slotId = SLOT_IDS[(this.generation + 1) % 2];
    const here = { path: [...this.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id), slotId] };
    const addressOfPlace = (place: Place) => addressAtPlace(stack, place, this.slots[0].resource.terraformResourceType);
    addRemoved(this, () => addressOfPlace(here));
    if (placesOf(slotId).length > 0) {
      addMoved(this, () => [...placesOf(slotId), here].map(addressOfPlace));
    }
    if (this.generations.isManual(this.generation)) {
      addWarning(this, `generation ${this.generation} is the first, and its schedule is manual: if a later one was deployed before, an apply forgets that key, which never expires; delete it in the Ory Console then, or raise the number again`);
    }
  }

  /** Each slot holds the current key and the previous one by turns, so a logical id that goes with the turn would change places. */
  private describeOverrides(): string[] {
    const overridden = isForgotten(this) ? 0 : this.slots.filter(({ resource }) => addressOf(resource) !== usualAddressOf(resource)).length;
    if (overridden === 0 || overridden === 2) {
      return [];
    }
    if (this.previous) {
      return [`${this.node.path}: the logical id of one of its slots is overridden, and not that of the other: where it is given to current or previous, the next rotation destroys the key that clients hold; `
        + 'expected one for each slot, which it keeps: override both, found by SlotA and SlotB'];
    }
    addWarning(this, 'the logical id of its slot is overridden, and that of the other slot is not known in the first generation: if a later one was deployed before, an apply destroys its key; go on with the later generation then');
    return [];
  }

  private tellGeneration(): void {
    const [here, other] = [SLOT_IDS[this.generation % 2], SLOT_IDS[(this.generation + 1) % 2]];
    const until = this.nextRotationAt ? ` until ${this.nextRotationAt}` : '';
    addInfo(this, this.previous
      ? `generation ${this.generation} is current${until}: an apply makes its key in ${here}, unless it is there, in place of the one before the previous, and keeps the previous key in ${other}`
      : `generation ${this.generation} is current${until}, the first one: its key is in ${here}`);
  }

  /** A provider whose key is made in the same apply cannot plan. */
  private warnOfProviders(view: StackView): void {
    const value = `${addressOf(this.slots[0].resource)}.value`;
    for (const provider of this.previous ? providersOf(view.stack) : []) {
      if (view.expressionOf(configOf(provider)).includes(value)) {
        addWarning(this, `its value stands in the configuration of the provider ${provider.node.path}: when a rotation makes the key in the same apply, the provider crashes; give it established.value, the key that was there before`);
      }
    }
  }
}

type AdoptedKey = RotationAdoption['_key'];

function originOf({ keyId }: AdoptedKey): KeyOrigin {
  return keyId === undefined ? KeyOrigin.ADOPTED : KeyOrigin.IMPORTED;
}

/** Name of the method of `RotationAdoption` that made it. */
function factoryOf({ keyId }: AdoptedKey): string {
  return keyId === undefined ? 'moveFrom' : 'importKey';
}

const MISSING_VALUE = 'the value of an imported key is not available: the API returned it once, at creation; give it to RotationAdoption.importKey as `value`, a sensitive token, or wait for the next generation';
