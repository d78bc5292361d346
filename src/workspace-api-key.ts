import { TerraformProvider, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ExpiringApiKeyProps } from './api-key';
import * as ory from './ory';
import { PropChecks } from './private/input/checks';
import { TERRAFORM_DATA, WORKSPACE_KEY } from './private/input/resource-types';
import { quote } from './private/input/secrets';
import { ApiKeyValidationError } from './private/input/validation-error';
import { addWarning } from './private/stack/annotation';
import { ApiKeyBase, KeyValue } from './private/keys/api-key-base';
import { DEFAULT_WARNING_DAYS } from './private/keys/expiry-warning';
import { forgetKeys } from './private/keys/forgetting';
import { importCommandOf } from './private/keys/import-command';
import { attributesOf, KeyAttributes } from './private/keys/key-facts';
import { lifecycleOf, WorkspaceKeyRecord, WorkspaceKeyResource } from './private/keys/key-resource';
import { addMoves, warnOfStackPaths } from './private/keys/moves';
import { registerKey } from './private/keys/registration';
import { givenProvider, ownerOf } from './private/stack/providers';
import { registerCheck } from './private/stack/stack-validation';
import { isTemplate } from './private/input/templates';
import { addressOf } from './private/terraform/address';
import { isForgotten } from './private/terraform/stack-blocks';

/** How Terraform keeps track of a workspace key. */
export enum ApiKeyTracking {
  /** By the resource `ory_workspace_api_key`, which reads the key from the API. Not every release of the provider has it. */
  RESOURCE = 'RESOURCE',

  /** By a record in the state alone (`terraform_data`): needs no provider and calls no API. For provider releases without the resource. */
  REFERENCE = 'REFERENCE',
}

/** Properties of `WorkspaceApiKey`. */
export interface WorkspaceApiKeyProps extends ExpiringApiKeyProps {
  /** Name of the key as the Ory Console shows it; not blank. The provider cannot rename a key: a difference changes nothing. */
  readonly name: string;

  /**
   * UUID of the workspace that the key belongs to, or a token that is known at plan.
   *
   * @default - the provider's workspace; beside `keyId` one of the two has to name it, and `ApiKeyTracking.REFERENCE` needs it here
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
   * Whether Terraform refuses every plan that would forget the key.
   *
   * @default false
   */
  readonly preventDestroy?: boolean;

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

  /** @internal */
  public readonly _mayExpire: boolean;

  private readonly tracked?: ory.WorkspaceApiKey;
  private readonly given: GivenKey;

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
    const movedFrom = checks.places('movedFrom', props.movedFrom, reference ? TERRAFORM_DATA : WORKSPACE_KEY);
    this.given = given;
    this._mayExpire = !reference || given.expiresAt !== undefined;
    const preventDestroy = checks.flag('preventDestroy', props.preventDestroy, false);
    this.tracked = reference ? undefined : this.track(preventDestroy, givenProvider(this, checks, props.provider));
    this.resource = this.tracked ?? this.record(preventDestroy);
    addMoves(this.resource, movedFrom);
    warnOfStackPaths(this, movedFrom);
    registerKey(this, {
      resource: this.resource,
      facts: () => [{
        kind: 'workspace',
        name: given.name,
        owner: this.tracked?.workspaceIdInput ?? given.workspaceId,
        expiresAt: given.expiresAt,
        expiryUnstated: !reference,
        imported: true,
        attributes: () => (this.tracked ? attributesOf(this.tracked) : this.recorded()),
      }],
      expiryCheck: !this._mayExpire ? undefined : {
        attribute: reference ? 'input.expires_at' : 'expires_at',
        warningDays,
        // A resource without keyId is one that Terraform would have to make, until it is imported by hand.
        known: given.keyId !== undefined && (given.expiresAt === undefined || !isTemplate(given.expiresAt)),
      },
      expiryWarning: { name: given.name, expiresAt: given.expiresAt, warningDays, remedy: 'a workspace key keeps its expiry: make a new one in the Ory Console' },
      value: given.value,
      importedKeyId: reference ? undefined : given.keyId,
    });
    registerCheck(this, () => this.describeImport());
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

  public get importCommand(): string {
    if (!this.tracked) {
      throw new ApiKeyValidationError(
        this.node.path, 'there is no resource to import into: ApiKeyTracking.REFERENCE keeps a record alone, which an apply makes; use ApiKeyTracking.RESOURCE to import the key',
      );
    }
    return importCommandOf(this.tracked, this.given.keyId);
  }

  /**
   * Removes the key from the state by a `removed` block, without the provider's warning; it stays valid, as after every destroy.
   * Needs Terraform 1.7 or OpenTofu 1.10.
   *
   * @throws ApiKeyValidationError when outputs or sinks were added to the key
   */
  public forget(): void {
    forgetKeys(this, [this.resource]);
  }

  /** @internal */
  public _value(): KeyValue {
    return this.given.value === undefined
      ? { missing: 'the value of a workspace key is not available from the API: the Ory Console shows it once, when the key is made; give it as `value`, a sensitive token such as a TerraformVariable\'s stringValue' }
      : { given: this.given.value };
  }

  private track(preventDestroy: boolean, provider?: TerraformProvider): ory.WorkspaceApiKey {
    const { name, workspaceId } = this.given;
    return new WorkspaceKeyResource(this, 'Resource', {
      // The provider renames nothing: a name that differs would show an update on every plan.
      name, workspaceId, provider, lifecycle: lifecycleOf({ preventDestroy, ignoreChanges: ['name'] }),
    });
  }

  private record(preventDestroy: boolean): TerraformResource {
    const { name, keyId, workspaceId, expiresAt } = this.given;
    return new WorkspaceKeyRecord(this, 'Resource', 'input', {
      workspace_id: workspaceId!, key_id: keyId!, name, ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
    }, lifecycleOf({ preventDestroy }));
  }

  /** What the record says: what was given, or where it stands there if Terraform has to evaluate it. */
  private recorded(): KeyAttributes {
    const { name, keyId, workspaceId, expiresAt } = this.given;
    const at = (field: string, given: string | undefined) =>
      (given !== undefined && isTemplate(given) ? `\${${addressOf(this.resource)}.input.${field}}` : given);
    return { id: at('key_id', keyId), name: at('name', name), owner: at('workspace_id', workspaceId), expiresAt: at('expires_at', expiresAt) };
  }

  /** What only the whole stack tells: whether the key can be imported. */
  private describeImport(): string[] {
    const { name, keyId } = this.given;
    if (!this.tracked || isForgotten(this)) {
      return [];
    }
    if (keyId === undefined) {
      addWarning(
        this, `apply will fail until workspace API key ${quote(name)} is imported, since the API cannot create one: make it in the Ory Console, then give keyId and workspaceId, or run \`${this.importCommand}\``,
      );
    } else if (ownerOf(this.tracked) === undefined) {
      return [`${this.node.path}: workspaceId: nothing was given beside keyId, and the provider names no workspace; expected the UUID of the workspace, here or there, since ${FOUND_BY}`];
    }
    return [];
  }
}

/** What was given of a key, checked. */
type GivenKey = Pick<WorkspaceApiKeyProps, 'name' | 'keyId' | 'workspaceId' | 'expiresAt' | 'value'>;

const FOUND_BY = 'a workspace key is found by <workspace-id>/<key-id> alone';

/** Whether the key is only referred to; fails on props that do not go together. */
function checkTracking(checks: PropChecks, tracking: ApiKeyTracking, given: GivenKey): boolean {
  if (tracking !== ApiKeyTracking.RESOURCE && tracking !== ApiKeyTracking.REFERENCE) {
    checks.fail('tracking', `${quote(tracking)} was given; expected ApiKeyTracking.RESOURCE or ApiKeyTracking.REFERENCE`);
  }
  const reference = tracking === ApiKeyTracking.REFERENCE;
  if (reference && given.keyId === undefined) {
    checks.fail('keyId', 'nothing was given beside ApiKeyTracking.REFERENCE; expected the UUID of the key that the Ory Console made');
  }
  if (reference && given.workspaceId === undefined) {
    checks.fail('workspaceId', `nothing was given beside ApiKeyTracking.REFERENCE; expected the UUID of the workspace, since ${FOUND_BY}`);
  }
  if (!reference && given.expiresAt !== undefined) {
    checks.fail('expiresAt', `${quote(given.expiresAt)} was given for a tracked resource, which reads the real expiry; expected none: leave it out, or use ApiKeyTracking.REFERENCE`);
  }
  return reference;
}
