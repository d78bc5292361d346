import { Lazy, ref, TerraformOutput, TerraformProvider, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { IApiKey, SensitiveOutputOptions } from './api-key';
import { ApiKeyBase } from './api-key-base';
import { addressOf } from './blocks/address';
import { PropChecks } from './checks';
import { watchExpiry } from './expiry-check';
import { DEFAULT_WARNING_DAYS, warnOfExpiries } from './expiry-warning';
import { ApiKeyFacts, attributesOf, recordFactsLate } from './key-facts';
import { forgetResources, refuseForgotten } from './forgetting';
import { importCommandOf } from './import-command';
import * as ory from './ory';
import { ProjectKeySetResource } from './project-key-set-resource';
import { knownProjectOf } from './known-providers';
import { SetEntries } from './set-entries';
import { watchStack } from './stack-watch';
import { sensitiveOutput } from './sensitive-output';
import { quote } from './private/input/secrets';
import { ApiKeyValidationError } from './private/input/validation-error';

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
}

/** Properties of `ProjectApiKeySet`. */
export interface ProjectApiKeySetProps {
  /** The keys by environment: `production`, `eu/staging`. Removing an entry destroys that key alone; the order means nothing. */
  readonly keys: { [environment: string]: ProjectApiKeySetEntry };

  /**
   * UUID of the project that the keys belong to, or a token. A change replaces them all.
   *
   * @default - the provider's project
   */
  readonly projectId?: string;

  /**
   * How many days before an expiry synth and every plan begin to warn; 0 turns both warnings off.
   *
   * @default 30
   */
  readonly expiryWarningDays?: number;

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

  /**
   * The Ory provider to use, where the stack has several.
   *
   * @default - the stack's only, or un-aliased, Ory provider
   */
  readonly provider?: TerraformProvider;
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
  private readonly props: ProjectApiKeySetProps;

  /**
   * @param scope where the construct goes
   * @param id id of the construct, unique in its scope
   * @param props the keys
   * @throws ApiKeyValidationError on bad input
   */
  public constructor(scope: Construct, id: string, props: ProjectApiKeySetProps) {
    super(scope, id);
    watchStack(this);
    const checks = new PropChecks(this.node.path);
    const projectId = checks.optionalUuid('projectId', props.projectId);
    const warningDays = checks.days('expiryWarningDays', props.expiryWarningDays, DEFAULT_WARNING_DAYS);
    this.props = { ...props, projectId };
    this.entries = new SetEntries(checks, props.keys);
    warnOfExpiries(this, this.entries, warningDays);

    const createBeforeDestroy = props.createBeforeDestroy ?? true;
    this.resource = new ProjectKeySetResource(this, 'Resource', {
      projectId,
      provider: props.provider ?? undefined,
      lifecycle: createBeforeDestroy || props.preventDestroy
        ? { ...(createBeforeDestroy ? { createBeforeDestroy } : {}), ...(props.preventDestroy ? { preventDestroy: true } : {}) } : undefined,
    }, this.entries);
    if (this.entries.anyExpires) {
      watchExpiry({ resource: this.resource, attribute: 'expires_at', warningDays, forEach: true });
    }
    recordFactsLate(this, () => this.entries.environments.map((environment) => this.factsOf(environment)));
  }

  /**
   * The key of an environment.
   *
   * @param environment one of the environments that the set was made with
   * @throws ApiKeyValidationError when the set has no such environment
   */
  public get(environment: string): IApiKey {
    if (!this.entries.has(environment)) {
      const known = this.entries.environments;
      throw new ApiKeyValidationError(
        this.node.path, `the set has no environment ${quote(environment)}; expected one of ${known.slice(0, 10).map(quote).join(', ')}${known.length > 10 ? ` and ${known.length - 10} more` : ''}`,
      );
    }
    const member = this.members.get(environment) ?? new SetMember(this, environment, this.entries.expiries[environment] !== undefined, this.props);
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
    return sensitiveOutput(this, name, () => {
      refuseForgotten(this, [this.resource]);
      return Lazy.stringValue({ produce: () => `\${{for e, k in ${addressOf(this.resource)} : e => k.value}}` });
    }, options);
  }

  /**
   * Removes the keys from the state without deleting them, by a `removed` block: after the next apply Terraform no longer knows
   * them, and they still work. Then the construct can go. Needs Terraform 1.7 or later.
   *
   * @throws ApiKeyValidationError when outputs or sinks were added to the set
   */
  public forget(): void {
    forgetResources(this, [this.resource]);
  }

  /**
   * An attribute of one key, as a token.
   *
   * @internal
   */
  public _attribute(environment: string, attribute: string): string {
    // The environment's characters need no escape in HCL.
    return Token.asString(ref(`${addressOf(this.resource)}["${environment}"].${attribute}`, TerraformStack.of(this)));
  }

  private factsOf(environment: string): ApiKeyFacts {
    const expiresAt = this.entries.expiries[environment];
    return {
      kind: 'project',
      name: this.entries.names[environment],
      owner: this.props.projectId,
      expiresAt,
      environment,
      imported: false,
      attributes: () => {
        const attributes = attributesOf(this.resource, 'project_id', environment);
        return expiresAt === undefined ? { ...attributes, expiresAt: undefined } : attributes;
      },
    };
  }
}

/** One key of a set, made when it is asked for. */
class SetMember extends ApiKeyBase {
  public constructor(
    private readonly set: ProjectApiKeySet,
    private readonly environment: string,
    private readonly expires: boolean,
    private readonly props: ProjectApiKeySetProps,
  ) {
    // constructs would write a slash as `--`, which another environment may have; no environment has a bar.
    super(set, `Key-${environment.replaceAll('/', '|')}`);
  }

  public get keyId(): string {
    return this.set._attribute(this.environment, 'id');
  }

  public get name(): string {
    return this.set._attribute(this.environment, 'name');
  }

  public get expiresAt(): string | undefined {
    return this.set._attribute(this.environment, 'expires_at');
  }

  public get value(): string {
    refuseForgotten(this, [this.set.resource]);
    return this.set._attribute(this.environment, 'value');
  }

  public get importCommand(): string {
    const line = importCommandOf(this.set.resource, {
      ownerId: this.props.projectId ?? knownProjectOf(this, this.props.provider), ownerStandIn: '<project-id>',
    });
    const address = addressOf(this.set.resource);
    return line.replace(address, () => `'${address}["${this.environment}"]'`);
  }

  /** @internal */
  public _secretVersion(): string {
    return this.keyId;
  }

  /** @internal */
  public _mayExpire(): boolean {
    return this.expires;
  }
}
