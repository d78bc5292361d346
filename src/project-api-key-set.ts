import { Lazy, ref, TerraformLocal, TerraformOutput, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { ExpiringApiKeyProps, IApiKey, SensitiveOutputOptions } from './api-key';
import * as ory from './ory';
import { PropChecks } from './private/input/checks';
import { PROJECT_KEY } from './private/input/resource-types';
import { quote } from './private/input/secrets';
import { ApiKeyValidationError } from './private/input/validation-error';
import { ApiKeyBase, KeyValue } from './private/keys/api-key-base';
import { DEFAULT_WARNING_DAYS, warnOfExpiry } from './private/keys/expiry-warning';
import { forgetKeys, refuseForgotten } from './private/keys/forgetting';
import { warnOfImpure } from './private/keys/impure-arguments';
import { importCommandOf } from './private/keys/import-command';
import { ApiKeyFacts, attributesOf } from './private/keys/key-facts';
import { lifecycleOf } from './private/keys/key-resource';
import { addMoves, addressAtPlace, warnOfStackPaths } from './private/keys/moves';
import { registerKey } from './private/keys/registration';
import { isSlot } from './private/keys/rotation-slot';
import { addSensitiveOutput } from './private/keys/sensitive-output';
import { SetEntries } from './private/keys/set-entries';
import { ProjectKeySetResource } from './private/keys/set-resource';
import { nowOf } from './private/stack/now';
import { givenProvider } from './private/stack/providers';
import { refuseTokenId, registerStack } from './private/stack/stack-validation';
import { addressOf, instanceOf } from './private/terraform/address';
import { addMoved } from './private/terraform/blocks';

/** One key of a set. */
export interface ProjectApiKeySetEntry {
  /** Name of the key as the Ory Console shows it; not blank. A change replaces this key alone. */
  readonly name: string;

  /**
   * Instant from which the key is refused, RFC 3339; normalised to whole seconds in UTC. A change replaces this key alone.
   *
   * @default - the key never expires
   */
  readonly expiresAt?: string;

  /**
   * Names that this environment had in the set before, oldest first: its key stays as it is. Left in, they do no harm.
   *
   * @default - it was always called so; a renamed environment's key is destroyed, and another made
   */
  readonly renamedFrom?: string[];

  /**
   * Places that the key had when it was no member of the set, oldest first: paths of a `ProjectApiKey` within the stack (`Team/Old`), or
   * addresses (`ory_project_api_key.Old_F7E39C65`). It stays as it is where its name, expiry and project do.
   *
   * @default - it was always a member
   */
  readonly movedFrom?: string[];
}

/** Properties of `ProjectApiKeySet`. */
export interface ProjectApiKeySetProps extends ExpiringApiKeyProps {
  /** The keys by environment: `production`, `eu/staging`. Removing an entry destroys that key alone; the order means nothing. */
  readonly keys: { [environment: string]: ProjectApiKeySetEntry };

  /**
   * UUID of the project that the keys belong to, or a token. A change replaces them all.
   *
   * @default - the provider's project
   */
  readonly projectId?: string;

  /**
   * Whether a replacement is created before the old key is deleted.
   *
   * @default true
   */
  readonly createBeforeDestroy?: boolean;

  /**
   * Whether Terraform refuses every plan that would destroy one of the keys.
   *
   * @default false
   */
  readonly preventDestroy?: boolean;
}

/**
 * Many project keys as one `for_each` resource, a key an environment. Synth takes the same few constructs for ten keys or ten
 * thousand.
 */
export class ProjectApiKeySet extends Construct {
  /** The wrapped resource, for overrides and dependencies. */
  public readonly resource: ory.ProjectApiKey;

  private readonly entries: SetEntries;
  private readonly members = new Map<string, IApiKey>();

  /**
   * @param scope where the construct goes
   * @param id id of the construct, unique in its scope
   * @param props the keys
   * @throws ApiKeyValidationError on bad input
   */
  public constructor(scope: Construct, id: string, props: ProjectApiKeySetProps) {
    super(scope, id);
    refuseTokenId(this);
    registerStack(this);
    const checks = new PropChecks(this.node.path);
    const projectId = checks.optionalUuid('projectId', props.projectId);
    const warningDays = checks.days('expiryWarningDays', props.expiryWarningDays, DEFAULT_WARNING_DAYS);
    const movedFrom = checks.places('movedFrom', props.movedFrom, PROJECT_KEY);
    if (movedFrom.some((place) => isSlot(place) || ('address' in place && place.address.endsWith(']')))) {
      checks.fail('movedFrom', 'the place of one key was given, and the plan would destroy the key instead of taking it into the set; expected that of a set: what one key was goes into its entry, as renamedFrom or movedFrom');
    }
    this.entries = new SetEntries(checks, props.keys);
    const now = nowOf(this);
    for (const environment of this.entries.environments) {
      const [name, expiresAt] = [this.entries.names[environment], this.entries.expiries[environment]];
      warnOfImpure(this, name, 'a name', name, 'a name that stays');
      warnOfExpiry(this, { name, expiresAt, warningDays, now });
    }

    const resource = new ProjectKeySetResource(this, 'Resource', {
      projectId,
      provider: givenProvider(this, checks, props.provider),
      lifecycle: lifecycleOf({
        createBeforeDestroy: checks.flag('createBeforeDestroy', props.createBeforeDestroy, true), preventDestroy: checks.flag('preventDestroy', props.preventDestroy, false),
      }),
    }, this.entries);
    this.resource = resource;
    addMoves(resource, movedFrom);
    warnOfStackPaths(this, [...movedFrom, ...this.entries.moves.flatMap(({ places }) => places)]);
    this.addMovesOfMembers();
    registerKey(this, {
      resource,
      facts: () => this.entries.environments.map((environment) => this.factsOf(environment)),
      expiryCheck: this.entries.anyExpires ? { attribute: 'expires_at', warningDays, known: this.entries.expiriesAreKnown, forEach: true } : undefined,
    });
  }

  /**
   * The key of an environment.
   *
   * @param environment one of the environments that the set was made with
   * @throws ApiKeyValidationError when the set has no such environment
   */
  public get(environment: string): IApiKey {
    if (!(environment in this.entries.names)) {
      const known = this.entries.environments;
      throw new ApiKeyValidationError(
        this.node.path, `the set has no environment ${quote(environment)}; expected one of ${known.slice(0, 10).map(quote).join(', ')}${known.length > 10 ? ` and ${known.length - 10} more` : ''}`,
      );
    }
    const member = this.members.get(environment) ?? new SetMember(this, environment, this.entries.expiries[environment] !== undefined);
    this.members.set(environment, member);
    return member;
  }

  /**
   * Adds an output of the stack that holds a map from environment to value, always marked sensitive.
   *
   * @param name name of the output, exactly as it will be: letters, digits, `_` and `-`
   * @param options description
   * @throws ApiKeyValidationError when the name is taken or not valid
   */
  public addSensitiveOutput(name: string, options?: SensitiveOutputOptions): TerraformOutput {
    return addSensitiveOutput(this, name, () => {
      refuseForgotten(this);
      return Lazy.stringValue({ produce: () => `\${{for e, k in ${addressOf(this.resource)} : e => k.value}}` });
    }, options);
  }

  /**
   * Removes the keys from the state without deleting them, by a `removed` block: after the next apply Terraform no longer knows
   * them, and they still work. Then the construct can go. Needs Terraform 1.7 or OpenTofu 1.10.
   *
   * @throws ApiKeyValidationError when outputs or sinks were added to the set
   */
  public forget(): void {
    forgetKeys(this, [this.resource]);
  }

  /** First the places that a key had by itself, then its names in the set. */
  private addMovesOfMembers(): void {
    const stack = TerraformStack.of(this);
    for (const { environment, places, environments } of this.entries.moves) {
      addMoved(this, () => [
        ...places.map((place) => addressAtPlace(stack, place, this.resource.terraformResourceType)),
        ...[...environments, environment].map((name) => instanceOf(this.resource, name)),
      ]);
    }
  }

  private factsOf(environment: string): ApiKeyFacts {
    return {
      kind: 'project',
      name: this.entries.names[environment],
      owner: this.resource.projectIdInput,
      expiresAt: this.entries.expiries[environment],
      environment,
      member: () => this.members.get(environment),
      imported: false,
      attributes: () => attributesOf(this.resource, environment),
    };
  }
}

/** One key of a set, made when it is asked for. */
class SetMember extends ApiKeyBase {
  private local?: TerraformLocal;

  public constructor(private readonly set: ProjectApiKeySet, private readonly environment: string, public readonly _mayExpire: boolean) {
    // constructs would write a slash as `--`, which another environment may have; no environment has a bar.
    super(set, `Key-${environment.replaceAll('/', '|')}`);
  }

  public get keyId(): string {
    return this.attribute('id');
  }

  public get name(): string {
    return this.attribute('name');
  }

  public get expiresAt(): string | undefined {
    return this.attribute('expires_at');
  }

  public get importCommand(): string {
    return importCommandOf(this.set.resource, undefined, `'${instanceOf(this.set.resource, this.environment)}'`);
  }

  /** @internal */
  public _value(): KeyValue {
    return { created: this.attribute('value') };
  }

  /**
   * An attribute as a token, by way of a local whose name has a hash of the environment: cdktf names what another stack reads after the
   * expression, and leaves out most characters, so that `v1.1` and `v11` would be one.
   */
  private attribute(name: string): string {
    refuseForgotten(this.set);
    this.local ??= this.addLocal();
    return Token.asString(ref(`local.${this.local.friendlyUniqueId}.${name}`, TerraformStack.of(this)));
  }

  private addLocal(): TerraformLocal {
    const local = new TerraformLocal(this, 'Local', Lazy.stringValue({ produce: () => `\${${instanceOf(this.set.resource, this.environment)}}` }));
    const id = TerraformStack.of(this).getLogicalId(local);
    if (/^[\d-]/.test(id)) { // of a set with an id such as `1st`, whose resource was given another
      local.overrideLogicalId(`_${id}`);
    }
    return local;
  }
}
