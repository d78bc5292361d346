import { Fn, TerraformProvider, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { ApiKeyAttributes, IApiKey } from './api-key';
import { ApiKeyBase } from './api-key-base';
import { lazyAddressOf } from './blocks/address';
import { ImportBlocks } from './blocks/import-blocks';
import { PropChecks } from './checks';
import { watchExpiry } from './expiry-check';
import { DEFAULT_WARNING_DAYS, warnOfExpiry } from './expiry-warning';
import { attributesOf, recordFacts } from './key-facts';
import { forgetResources, refuseForgotten } from './forgetting';
import { watchIdentity } from './identity-check';
import { noteImport } from './import-duplicates';
import { importCommandOf } from './import-command';
import { warnOfOpenValue } from './open-value';
import * as ory from './ory';
import { ProjectKeyResource } from './project-key-resource';
import { knownProjectOf } from './known-providers';
import { ReferencedApiKey } from './referenced-api-key';
import { TerraformData } from './terraform-data';
import { joinImportId } from './private/input/uuid';
import { ApiKeyValidationError } from './private/input/validation-error';

/** Properties of `ProjectApiKey`. */
export interface ProjectApiKeyProps {
  /** Name of the key as the Ory Console shows it; not blank. A change replaces the key. */
  readonly name: string;

  /**
   * UUID of the project that the key belongs to, or a token. A change replaces the key.
   *
   * @default - the provider's project
   */
  readonly projectId?: string;

  /**
   * Instant from which the key is refused, RFC 3339; normalised to whole seconds in UTC, never later than asked. A change replaces
   * the key.
   *
   * @default - the key never expires
   */
  readonly expiresAt?: string;

  /**
   * How many days before the expiry synth and every plan begin to warn; 0 turns both warnings off.
   *
   * @default 30
   */
  readonly expiryWarningDays?: number;

  /**
   * Texts of your choice: a changed entry replaces the key.
   *
   * Give them from the start where OpenTofu 1.12 or later is used: adding the first keepers to a deployed key replaces it there; with
   * Terraform it does not.
   *
   * @default - only a changed name, expiry or project replaces the key
   */
  readonly keepers?: { [key: string]: string };

  /**
   * Whether a replacement is created before the old key is deleted. Both happen in the same apply, so this alone gives clients no
   * time to change over: for that take `RotatingProjectApiKey`.
   *
   * @default true
   */
  readonly createBeforeDestroy?: boolean;

  /**
   * Whether Terraform refuses every plan that would destroy the key while it is configured, a replacement included. Removing the
   * construct removes the guard, too.
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

/** Properties of `ProjectApiKey.importExisting`. */
export interface ProjectApiKeyImportProps {
  /** Name of the key. A name that differs from the remote one changes nothing, unless `adoptChanges`. */
  readonly name: string;

  /** UUID of the existing key, or a token that is known at plan. A change does nothing once the key is imported: plans then warn. */
  readonly keyId: string;

  /**
   * UUID of the project that the key belongs to, or a token that is known at plan.
   *
   * @default - the provider's project
   */
  readonly projectId?: string;

  /**
   * Expiry of the existing key, RFC 3339. A difference from the remote one changes nothing, unless `adoptChanges`.
   *
   * @default - not stated; Terraform reads the real one, and plans still warn of it
   */
  readonly expiresAt?: string;

  /**
   * The secret itself, as a sensitive token that the caller holds, such as the `stringValue` of a sensitive `TerraformVariable`. The
   * API does not give it out again, so an import cannot find it.
   *
   * @default - none: reading `value` throws
   */
  readonly value?: string;

  /**
   * How many days before the expiry synth and every plan begin to warn; 0 turns both warnings off.
   *
   * @default 30
   */
  readonly expiryWarningDays?: number;

  /**
   * The Ory provider to use, where the stack has several.
   *
   * @default - the stack's only, or un-aliased, Ory provider
   */
  readonly provider?: TerraformProvider;

  /**
   * Whether Terraform refuses every plan that would destroy the key while it is configured. It does not guard a key whose construct is
   * removed from the app: that plan destroys the key. To let go of it alive, use `forget`.
   *
   * @default true
   */
  readonly preventDestroy?: boolean;

  /**
   * Whether a name, expiry or project that differs from the remote key's replaces the key: **the live key is then destroyed**. Leave
   * it off until a plan shows that nothing differs. `preventDestroy` still refuses the replacement until it is set to false.
   *
   * @default false
   */
  readonly adoptChanges?: boolean;
}

/** What `importExisting` hands to the constructor beside the public props. */
const ADOPTION = Symbol('adoption');

interface Adoption {
  readonly keyId: string;
  readonly value?: string;
  readonly adoptChanges: boolean;
}

/**
 * An API key of an Ory project.
 *
 * Danger: the provider has no update. A changed name, expiry, project or keeper destroys the key and creates another; the new value
 * must reach every client. `RotatingProjectApiKey` keeps the old key valid meanwhile. The value lives in the Terraform state.
 *
 * @see https://registry.terraform.io/providers/ory/ory/latest/docs/resources/project_api_key
 */
export class ProjectApiKey extends ApiKeyBase {
  /**
   * Takes ownership of a key that exists, by an import block: the next apply brings it into the state and changes nothing.
   *
   * The plan ignores differences of name, expiry and project, unless `adoptChanges`, since the provider would destroy the live key
   * over each. Needs Terraform 1.5 or later (1.6 where an id is a token).
   *
   * A later change of the construct's id or scope destroys the key, unless the change says where it was: `resource.moveFromId(...)`.
   *
   * @param scope where the construct goes
   * @param id id of the construct, unique in its scope
   * @param props the key
   * @throws ApiKeyValidationError on bad input
   */
  public static importExisting(scope: Construct, id: string, props: ProjectApiKeyImportProps): ProjectApiKey {
    const { keyId, value, adoptChanges, preventDestroy, ...common } = props;
    const adoption: Adoption = { keyId, value, adoptChanges: adoptChanges ?? false };
    // A caller that spreads the props of another key may bring keepers along: a changed one would replace the live key.
    const own = { ...common, keepers: undefined, preventDestroy: preventDestroy ?? true, [ADOPTION]: adoption };
    return new ProjectApiKey(scope, id, own as ProjectApiKeyProps);
  }

  /**
   * Refers to a key that something else owns. It renders nothing, and neither an apply nor a destroy touches the key.
   *
   * @param scope where the construct goes
   * @param id id of the construct, unique in its scope
   * @param attrs what is known of the key
   * @throws ApiKeyValidationError on bad input
   */
  public static fromApiKeyAttributes(scope: Construct, id: string, attrs: ApiKeyAttributes): IApiKey {
    return new ReferencedApiKey(scope, id, attrs);
  }

  /** The wrapped resource, for overrides and dependencies. */
  public readonly resource: ory.ProjectApiKey;

  /** Whether the key existed before and was imported. */
  public readonly imported: boolean;

  private readonly adoption?: Adoption;
  private readonly expires: boolean;
  private readonly provider?: TerraformProvider;

  /**
   * @param scope where the construct goes
   * @param id id of the construct, unique in its scope
   * @param props the key
   * @throws ApiKeyValidationError on bad input
   */
  public constructor(scope: Construct, id: string, props: ProjectApiKeyProps) {
    super(scope, id);
    const checks = new PropChecks(this.node.path);
    const adoption = (props as { readonly [ADOPTION]?: Adoption })[ADOPTION];
    const name = checks.name('name', props.name);
    const projectId = checks.optionalUuid('projectId', props.projectId);
    const expiresAt = checks.optionalInstant('expiresAt', props.expiresAt);
    const warningDays = checks.days('expiryWarningDays', props.expiryWarningDays, DEFAULT_WARNING_DAYS);
    this.adoption = adoption && { ...adoption, keyId: checks.uuid('keyId', adoption.keyId), value: checks.optionalSecret('value', adoption.value) };
    warnOfOpenValue(this, this.adoption?.value);
    this.imported = adoption !== undefined;
    this.expires = expiresAt !== undefined;
    this.provider = props.provider ?? undefined;

    const keepers = props.keepers === undefined || props.keepers === null
      ? undefined : new TerraformData(this, 'Keepers', checks.texts('keepers', props.keepers));
    this.resource = new ProjectKeyResource(this, 'Resource', {
      name,
      projectId,
      expiresAt,
      provider: this.provider,
      lifecycle: this.lifecycleOf(props, keepers),
    });
    if (this.adoption) {
      const { keyId } = this.adoption;
      // With the project whenever it is known: a bare id beside a project destroys the live key.
      ImportBlocks.add({ resource: this.resource, id: () => joinImportId(keyId, this.knownProject()), provider: this.provider });
      watchIdentity(this.resource, keyId);
      noteImport(this.resource, keyId);
    }
    if (this.imported || this.expires) {
      watchExpiry({ resource: this.resource, attribute: 'expires_at', warningDays });
    }
    warnOfExpiry(this, name, expiresAt, warningDays, adoption && !adoption.adoptChanges ? 'an imported key keeps its expiry: put a new key in its place' : undefined);
    recordFacts(this, {
      kind: 'project',
      name,
      owner: projectId,
      expiresAt,
      imported: this.imported,
      attributes: () => attributesOf(this.resource, 'project_id'),
    });
  }

  /** UUID of the key, a token. Changes exactly when the key is replaced. */
  public get keyId(): string {
    return this.resource.id;
  }

  /** Name of the key, a token. */
  public get name(): string {
    return this.resource.name;
  }

  /** UUID of the project that the key belongs to, a token. */
  public get projectId(): string {
    return this.resource.projectId;
  }

  /**
   * Instant from which the key is refused, RFC 3339, a token; null in Terraform for a key that never expires.
   *
   * @default - never undefined here
   */
  public get expiresAt(): string | undefined {
    return this.resource.expiresAt;
  }

  /** Instant of creation, RFC 3339, a token. */
  public get createdAt(): string {
    return this.resource.createdAt;
  }

  /** UUID of the identity that created the key, a token. */
  public get ownerId(): string {
    return this.resource.ownerId;
  }

  /**
   * The secret itself, a token. Sensitive, and stored in the Terraform state.
   *
   * @throws ApiKeyValidationError for an imported key whose value was not given: the API returns it once, at creation
   */
  public get value(): string {
    refuseForgotten(this, [this.resource]);
    if (!this.adoption) {
      return this.resource.value;
    }
    if (this.adoption.value === undefined) {
      throw new ApiKeyValidationError(
        this.node.path, 'the value of an imported key is not to be had: the API returned it once, at creation; give it to importExisting as `value`, a sensitive token such as a TerraformVariable\'s stringValue, or replace the key to get a new one',
      );
    }
    return this.adoption.value;
  }

  public get importCommand(): string {
    const ownerId = this.knownProject();
    return importCommandOf(this.resource, {
      keyId: this.adoption?.keyId,
      ownerId,
      // A project that is a token has a stand-in: a bare id beside it would destroy the live key.
      ownerStandIn: this.adoption && ownerId === undefined ? undefined : '<project-id>',
    });
  }

  /**
   * Removes the key from the state without deleting it, by a `removed` block: after the next apply Terraform no longer knows the key,
   * and it still works. Then the construct can go. Needs Terraform 1.7 or later.
   *
   * @throws ApiKeyValidationError when outputs or sinks were added to the key
   */
  public forget(): void {
    forgetResources(this, [this.resource]);
  }

  /** @internal */
  public _secretVersion(): string {
    return this.adoption ? Fn.sha256(this.value) : this.keyId;
  }

  /** @internal */
  public _mayExpire(): boolean {
    return this.imported || this.expires;
  }

  /** The project as far as synth knows it: the key's own, else the provider's. */
  private knownProject(): string | undefined {
    // As the resource has it: it may be set there, too, and a bare id beside it destroys the live key.
    return this.resource.projectIdInput ?? knownProjectOf(this, this.provider);
  }

  private lifecycleOf(props: ProjectApiKeyProps, keepers?: TerraformData): TerraformResourceLifecycle | undefined {
    const lifecycle: { -readonly [key in keyof TerraformResourceLifecycle]: TerraformResourceLifecycle[key] } = {};
    if (this.adoption && !this.adoption.adoptChanges) {
      lifecycle.ignoreChanges = ['name', 'expires_at', 'project_id'];
    } else if (props.createBeforeDestroy ?? true) {
      lifecycle.createBeforeDestroy = true;
    }
    if (props.preventDestroy) {
      lifecycle.preventDestroy = true;
    }
    if (keepers) {
      lifecycle.replaceTriggeredBy = [lazyAddressOf(keepers)];
    }
    return Object.keys(lifecycle).length > 0 ? lifecycle : undefined;
  }
}
