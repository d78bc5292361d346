import { Fn, TerraformProvider, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ApiKeyBase } from './api-key-base';
import { ImportBlocks } from './blocks/import-blocks';
import { isForgotten } from './blocks/removed-blocks';
import { RenderHook } from './blocks/render-hook';
import { PropChecks } from './checks';
import { watchExpiry } from './expiry-check';
import { DEFAULT_WARNING_DAYS, warnOfExpiry } from './expiry-warning';
import { attributesOf, recordFacts } from './key-facts';
import { forgetResources, refuseForgotten } from './forgetting';
import { watchIdentity } from './identity-check';
import { importCommandOf } from './import-command';
import { warnOfOpenValue } from './open-value';
import * as ory from './ory';
import { knownWorkspaceOf } from './known-providers';
import { TerraformData } from './terraform-data';
import { quote } from './private/input/secrets';
import { joinImportId } from './private/input/uuid';
import { ApiKeyValidationError } from './private/input/validation-error';
import { addWarning } from './annotation';

/** How Terraform keeps track of a workspace key. */
export enum ApiKeyTracking {
  /** By the resource `ory_workspace_api_key`, which reads the key from the API. Not every release of the provider has it. */
  RESOURCE = 'RESOURCE',

  /** By a record in the state alone (`terraform_data`): needs no provider and calls no API. For provider releases without the resource. */
  REFERENCE = 'REFERENCE',
}

/** Properties of `WorkspaceApiKey`. */
export interface WorkspaceApiKeyProps {
  /** Name of the key as the Ory Console shows it; not blank. The provider cannot rename a key: a difference changes nothing. */
  readonly name: string;

  /**
   * UUID of the workspace that the key belongs to, or a token that is known at plan.
   *
   * @default - the provider's workspace; required beside `keyId` and for `ApiKeyTracking.REFERENCE`
   */
  readonly workspaceId?: string;

  /**
   * UUID of the key that the Ory Console made, or a token that is known at plan.
   *
   * @default - none: synth warns, and an apply fails until the key is imported by hand
   */
  readonly keyId?: string;

  /**
   * The secret itself, as a sensitive token that the caller holds, such as the `stringValue` of a sensitive `TerraformVariable`. The
   * Console shows it once.
   *
   * @default - none: reading `value` throws
   */
  readonly value?: string;

  /**
   * Instant from which the key is refused, RFC 3339. For `ApiKeyTracking.REFERENCE` alone: a tracked resource reads the real one.
   *
   * @default - not known, or the key never expires
   */
  readonly expiresAt?: string;

  /**
   * How many days before the expiry synth and every plan begin to warn; 0 turns both warnings off.
   *
   * @default 30
   */
  readonly expiryWarningDays?: number;

  /**
   * Whether Terraform refuses every plan that would forget the key.
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

  /**
   * How Terraform keeps track of the key.
   *
   * @default ApiKeyTracking.RESOURCE
   */
  readonly tracking?: ApiKeyTracking;
}

/**
 * An API key of an Ory workspace, made in the Ory Console.
 *
 * It never creates and never deletes: the API has no call for either. An apply imports the key that `keyId` and `workspaceId` name;
 * a destroy only forgets it, and the key stays valid until it is deleted in the Console.
 *
 * @see https://registry.terraform.io/providers/ory/ory/latest/docs/resources/workspace_api_key
 */
export class WorkspaceApiKey extends ApiKeyBase {
  /** The wrapped resource: `ory_workspace_api_key`, or `terraform_data` for `ApiKeyTracking.REFERENCE`. */
  public readonly resource: TerraformResource;

  private readonly provider?: TerraformProvider;
  private readonly tracked?: ory.WorkspaceApiKey;
  private readonly given: {
    readonly name: string; readonly keyId?: string; readonly workspaceId?: string; readonly expiresAt?: string; readonly value?: string;
  };

  /**
   * @param scope where the construct goes
   * @param id id of the construct, unique in its scope
   * @param props the key
   * @throws ApiKeyValidationError on bad input
   */
  public constructor(scope: Construct, id: string, props: WorkspaceApiKeyProps) {
    super(scope, id);
    const checks = new PropChecks(this.node.path);
    const given = {
      name: checks.name('name', props.name),
      workspaceId: checks.optionalUuid('workspaceId', props.workspaceId),
      keyId: checks.optionalUuid('keyId', props.keyId),
      expiresAt: checks.optionalInstant('expiresAt', props.expiresAt),
      value: checks.optionalSecret('value', props.value),
    };
    const warningDays = checks.days('expiryWarningDays', props.expiryWarningDays, DEFAULT_WARNING_DAYS);
    const reference = checkTracking(checks, props.tracking ?? ApiKeyTracking.RESOURCE, given);
    this.given = given;
    warnOfOpenValue(this, given.value);
    this.provider = props.provider ?? undefined;

    if (reference) {
      this.resource = this.record(props.preventDestroy ?? false);
    } else {
      this.tracked = this.track(props);
      this.resource = this.tracked;
    }
    if (!reference || given.expiresAt !== undefined) {
      watchExpiry({ resource: this.resource, attribute: reference ? 'input.expires_at' : 'expires_at', warningDays });
    }
    warnOfExpiry(this, given.name, given.expiresAt, warningDays, 'a workspace key keeps its expiry: make a new one in the Ory Console');
    recordFacts(this, {
      kind: 'workspace',
      name: given.name,
      owner: given.workspaceId,
      expiresAt: given.expiresAt,
      expiryUnstated: !reference,
      imported: true,
      attributes: () => (this.tracked
        ? attributesOf(this.tracked, 'workspace_id') : { id: this.keyId, name: this.name, owner: this.workspaceId, expiresAt: this.expiresAt }),
    });
  }

  /** UUID of the key: a token where the resource is tracked, else as given. */
  public get keyId(): string {
    return this.tracked?.id ?? this.given.keyId!;
  }

  /** Name of the key: a token where the resource is tracked, else as given. */
  public get name(): string {
    return this.tracked?.name ?? this.given.name;
  }

  /** UUID of the workspace that the key belongs to: a token where the resource is tracked, else as given. */
  public get workspaceId(): string {
    return this.tracked?.workspaceId ?? this.given.workspaceId!;
  }

  /**
   * Instant from which the key is refused, RFC 3339: a token where the resource is tracked, else as given.
   *
   * @default - with `ApiKeyTracking.REFERENCE`, none was given
   */
  public get expiresAt(): string | undefined {
    return this.tracked?.expiresAt ?? this.given.expiresAt;
  }

  /**
   * Instant of creation, RFC 3339, a token.
   *
   * @default - only known where the resource is tracked
   */
  public get createdAt(): string | undefined {
    return this.tracked?.createdAt;
  }

  /**
   * Instant of the last change, RFC 3339, a token.
   *
   * @default - only known where the resource is tracked
   */
  public get updatedAt(): string | undefined {
    return this.tracked?.updatedAt;
  }

  /**
   * UUID of the identity that created the key, a token.
   *
   * @default - only known where the resource is tracked
   */
  public get ownerId(): string | undefined {
    return this.tracked?.ownerId;
  }

  /**
   * The secret itself, as the caller gave it. Sensitive.
   *
   * @throws ApiKeyValidationError when it was not given: the Console shows it once, and the API never
   */
  public get value(): string {
    refuseForgotten(this, [this.resource]);
    if (this.given.value === undefined) {
      throw new ApiKeyValidationError(
        this.node.path, 'the value of a workspace key is not to be had from the API: the Ory Console shows it once, when the key is made; give it as `value`, a sensitive token such as a TerraformVariable\'s stringValue',
      );
    }
    return this.given.value;
  }

  public get importCommand(): string {
    if (!this.tracked) {
      throw new ApiKeyValidationError(
        this.node.path, 'there is no resource to import into: ApiKeyTracking.REFERENCE keeps a record alone, which an apply makes; use ApiKeyTracking.RESOURCE to import the key',
      );
    }
    return importCommandOf(this.tracked, { keyId: this.given.keyId, ownerId: this.given.workspaceId ?? knownWorkspaceOf(this, this.provider), ownerStandIn: '<workspace-id>' });
  }

  /**
   * Removes the key from the state by a `removed` block, without the provider's warning; it stays valid, as after every destroy.
   * Needs Terraform 1.7 or later.
   *
   * @throws ApiKeyValidationError when outputs or sinks were added to the key
   */
  public forget(): void {
    forgetResources(this, [this.resource]);
  }

  /** @internal */
  public _secretVersion(): string {
    return Fn.sha256(this.value);
  }

  /** @internal */
  public _mayExpire(): boolean {
    return this.tracked !== undefined || this.given.expiresAt !== undefined;
  }

  private track(props: WorkspaceApiKeyProps): ory.WorkspaceApiKey {
    const { name, keyId, workspaceId } = this.given;
    const resource = new ory.WorkspaceApiKey(this, 'Resource', {
      name,
      workspaceId,
      provider: this.provider,
      // The provider renames nothing: without this, a name that differs would show an update on every plan.
      lifecycle: { ignoreChanges: ['name'], ...(props.preventDestroy ? { preventDestroy: true } : {}) },
    });
    if (keyId !== undefined) {
      ImportBlocks.add({ resource, id: () => joinImportId(keyId, workspaceId), provider: this.provider });
      watchIdentity(resource, keyId);
    } else {
      RenderHook.once(this, () => isForgotten(resource) || addWarning(
        this, `apply will fail until workspace API key ${quote(name)} is imported, since the API cannot create one: make it in the Ory Console, then give keyId and workspaceId, or run \`${this.importCommand}\``,
      ));
    }
    return resource;
  }

  private record(preventDestroy: boolean): TerraformData {
    const { name, keyId, workspaceId, expiresAt } = this.given;
    return new TerraformData(this, 'Resource', {
      workspace_id: workspaceId!, key_id: keyId!, name, ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
    }, preventDestroy ? { preventDestroy } : undefined);
  }
}

/** Whether the key is only referred to; fails on props that do not go together. */
function checkTracking(
  checks: PropChecks, tracking: ApiKeyTracking, given: { readonly keyId?: string; readonly workspaceId?: string; readonly expiresAt?: string },
): boolean {
  const reason = 'a workspace key is found by <workspace-id>/<key-id> alone';
  if (tracking !== ApiKeyTracking.RESOURCE && tracking !== ApiKeyTracking.REFERENCE) {
    checks.fail('tracking', `${quote(tracking)} was given; expected ApiKeyTracking.RESOURCE or ApiKeyTracking.REFERENCE`);
  }
  const reference = tracking === ApiKeyTracking.REFERENCE;
  if (reference && given.keyId === undefined) {
    checks.fail('keyId', 'nothing was given beside ApiKeyTracking.REFERENCE; expected the UUID of the key that the Ory Console made');
  }
  if (given.workspaceId === undefined && (reference || given.keyId !== undefined)) {
    checks.fail('workspaceId', `nothing was given beside ${reference ? 'ApiKeyTracking.REFERENCE' : 'keyId'}; expected the UUID of the workspace, since ${reason}`);
  }
  if (!reference && given.expiresAt !== undefined) {
    checks.fail('expiresAt', `${quote(given.expiresAt)} was given for a tracked resource, which reads the real expiry; expected none: leave it out, or use ApiKeyTracking.REFERENCE`);
  }
  return reference;
}
