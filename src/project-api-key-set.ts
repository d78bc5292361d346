import { Lazy, ref, TerraformOutput, TerraformProvider, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { IApiKey, SensitiveOutputOptions } from './api-key';
import { ApiKeyBase } from './api-key-base';
import { addressOf } from './blocks/address';
import { CheckBlocks } from './blocks/check-blocks';
import { PropChecks } from './checks';
import { DEFAULT_WARNING_DAYS, warnOfExpiry } from './expiry-warning';
import { recordFactsLate } from './facts';
import { forgetResources, refuseForgotten } from './forgetting';
import { importCommandOf } from './import-command';
import * as ory from './ory';
import { ProjectKeySetResource } from './project-key-set-resource';
import { knownProjectOf } from './provider-hook';
import { watchStack } from './stack-watch';
import { sensitiveOutput } from './sensitive-output';
import { quote } from './text';
import { ApiKeyValidationError } from './validation-error';

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

/** Letters and digits first, then what addresses and outputs show without escapes. */
const ENVIRONMENT = /^[\p{L}\p{N}][\p{L}\p{N} ._/:@+-]{0,199}$/u;

/**
 * Many project keys as one `for_each` resource, a key an environment. Synth takes the same few constructs for ten keys or ten
 * thousand.
 */
export class ProjectApiKeySet extends Construct {
  /** The wrapped resource, for overrides and dependencies. */
  public readonly resource: ory.ProjectApiKey;

  private readonly entries: ReadonlyMap<string, ProjectApiKeySetEntry>;
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
    this.entries = checkEntries(checks, props.keys);
    const expiring = [...this.entries.values()].some(({ expiresAt }) => expiresAt !== undefined);

    const createBeforeDestroy = props.createBeforeDestroy ?? true;
    const instances: { [environment: string]: { [attribute: string]: string } } = {};
    for (const [environment, { name, expiresAt }] of this.entries) {
      instances[environment] = expiresAt === undefined ? { name } : { name, expires_at: expiresAt };
      warnOfExpiry(this, name, expiresAt, warningDays);
    }
    this.resource = new ProjectKeySetResource(this, 'Resource', {
      name: '${each.value.name}',
      expiresAt: expiring ? '${try(each.value.expires_at, null)}' : undefined,
      projectId,
      provider: props.provider ?? undefined,
      lifecycle: createBeforeDestroy || props.preventDestroy
        ? { ...(createBeforeDestroy ? { createBeforeDestroy } : {}), ...(props.preventDestroy ? { preventDestroy: true } : {}) } : undefined,
    }, instances);
    if (expiring) {
      CheckBlocks.add({ resource: this.resource, attribute: 'expires_at', warningDays, forEach: true });
    }
    recordFactsLate(this, () => [...this.entries].map(([environment, { name, expiresAt }]) => ({
      kind: 'project' as const,
      name,
      expiresAt,
      environment,
      imported: false,
      attributes: () => ({
        id: this._attribute(environment, 'id'),
        name: this._attribute(environment, 'name'),
        owner: this._attribute(environment, 'project_id'),
        expiresAt: expiresAt === undefined ? undefined : this._attribute(environment, 'expires_at'),
      }),
    })));
  }

  /**
   * The key of an environment.
   *
   * @param environment one of the environments that the set was made with
   * @throws ApiKeyValidationError when the set has no such environment
   */
  public get(environment: string): IApiKey {
    const entry = this.entries.get(environment);
    if (!entry) {
      const known = [...this.entries.keys()];
      throw new ApiKeyValidationError(
        this.node.path, `the set has no environment ${quote(environment)}; expected one of ${known.slice(0, 10).map(quote).join(', ')}${known.length > 10 ? ` and ${known.length - 10} more` : ''}`,
      );
    }
    const member = this.members.get(environment) ?? new SetMember(this, environment, entry, this.props);
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
}

/** One key of a set, made when it is asked for. */
class SetMember extends ApiKeyBase {
  public constructor(
    private readonly set: ProjectApiKeySet,
    private readonly environment: string,
    private readonly entry: ProjectApiKeySetEntry,
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
    return this.entry.expiresAt !== undefined;
  }
}

function checkEntries(checks: PropChecks, keys: ProjectApiKeySetProps['keys']): ReadonlyMap<string, ProjectApiKeySetEntry> {
  const entries = new Map<string, ProjectApiKeySetEntry>();
  // Sorted, since the order of a map depends on the language that gives it.
  for (const [environment, entry] of Object.entries(keys ?? {}).sort(([one], [other]) => (one < other ? -1 : 1))) {
    checks.key('keys', environment);
    if (!ENVIRONMENT.test(environment)) {
      checks.fail('keys', `${quote(environment)} cannot name an environment; expected up to 200 letters, digits, blanks and "._/:@+-", beginning with a letter or digit`);
    }
    const where = `keys[${quote(environment)}]`;
    entries.set(environment, { name: checks.name(`${where}.name`, entry?.name), expiresAt: checks.optionalInstant(`${where}.expiresAt`, entry?.expiresAt) });
  }
  if (entries.size === 0) {
    checks.fail('keys', 'no key was given; expected at least one environment');
  }
  return entries;
}
