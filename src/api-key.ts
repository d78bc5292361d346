import { TerraformOutput, TerraformProvider } from 'cdktf';
import { Construct, IConstruct } from 'constructs';

/** What every construct that manages keys takes. */
export interface ManagedApiKeyProps {
  /**
   * Places that the construct had, oldest first: paths within the stack (`Old`, `Team/Old`), from which all of it moves, or addresses of
   * its resource as `terraform state list` shows them (`ory_project_api_key.Old_F7E39C65`, `ory_workspace_api_key.Old_F7E39C65`). The
   * keys stay as they are. Left in, they do no harm until an old place is used again, which Terraform refuses.
   *
   * A rotating key, and one with `keepers`, takes paths alone; a set takes those of the whole set. A single key may come from a set
   * (`ory_project_api_key.Shop_563325D0["production"]`), or from a slot of a rotating key (`Old/SlotA`): that one is named
   * `<name> (<generation>)`, and another name replaces it unless it is imported.
   *
   * @default - it was always here; the keys of a construct that is renamed or moved without it are destroyed, workspace keys forgotten
   */
  readonly movedFrom?: string[];

  /**
   * The Ory provider to use, where the stack has several: this library's binding, or one that you generated.
   *
   * @default - the stack's un-aliased, or only, Ory provider
   */
  readonly provider?: TerraformProvider;
}

/** What constructs take whose keys have an expiry of their own. */
export interface ExpiringApiKeyProps extends ManagedApiKeyProps {
  /**
   * How many days before the expiry synth and every plan begin to warn; 0 turns both warnings off.
   *
   * @default 30
   */
  readonly expiryWarningDays?: number;
}

/** Options of a sensitive output. */
export interface SensitiveOutputOptions {
  /**
   * What the output is for, as `terraform output` readers see it.
   *
   * @default - none
   */
  readonly description?: string;
}

/** An API key of Ory Network: one that this app manages, one that it adopted, or one that something else owns. */
export interface IApiKey extends IConstruct {
  /** UUID of the key, usually a token. Changes exactly when the key is replaced. */
  readonly keyId: string;

  /** Name of the key as the Ory Console shows it. */
  readonly name: string;

  /**
   * Instant from which the key is refused, RFC 3339; usually a token.
   *
   * @default - not known, or the key never expires
   */
  readonly expiresAt?: string | undefined;

  /**
   * The secret itself. Sensitive, and stored in the Terraform state.
   *
   * @throws ApiKeyValidationError where the value is not available: a key shows it once, at creation
   */
  readonly value: string;

  /**
   * The `terraform import <address> <id>` line of the key, for those who import by hand.
   *
   * What is known only after an apply stands in it as `<key-id>`, `<project-id>` or `<workspace-id>`. Reading it fixes the logical
   * id of the resource, so override that before.
   *
   * @throws ApiKeyValidationError where there is no resource to import into
   */
  readonly importCommand: string;

  /**
   * Adds an output of the stack that holds the value, always marked sensitive. Read it by `terraform output -raw <name>`.
   *
   * @param name name of the output, exactly as it will be: letters, digits, `_` and `-`
   * @param options description
   * @throws ApiKeyValidationError when the name is taken or not valid, or the value is not available
   */
  addSensitiveOutput(name: string, options?: SensitiveOutputOptions): TerraformOutput;

  /**
   * Hands the value to a place that keeps secrets.
   *
   * @param id id of the construct that is made below the key, as scope of what the sink adds
   * @param sink where the value goes
   * @returns the scope that was handed to the sink
   * @throws ApiKeyValidationError when the value is not available
   */
  storeIn(id: string, sink: ISecretSink): Construct;
}

/** The value of a key on its way to a place that keeps secrets. All strings may be tokens. */
export interface ApiKeySecret {
  /** Name of the key. */
  readonly name: string;

  /** The secret itself. Sensitive. */
  readonly value: string;

  /**
   * A string that changes exactly when the value does: for write-only arguments, which Terraform sends again only when their version
   * changes, and for triggers.
   */
  readonly version: string;

  /**
   * Instant from which the key is refused, RFC 3339.
   *
   * @default - the key never expires, or its expiry is not known
   */
  readonly expiresAt?: string;
}

/**
 * A place that keeps secrets: a vault, a cloud's secret manager, a CI system. Implement it in any language of jsii.
 *
 * In Go pass a pointer to a struct that has at least one field: pointers to two types without fields are equal there, and the first
 * one's `Bind` would be called for both.
 */
export interface ISecretSink {
  /**
   * Adds what stores the secret.
   *
   * @param scope where the constructs go; a scope of its own for each call
   * @param secret the value of a key and what belongs to it
   */
  bind(scope: Construct, secret: ApiKeySecret): void;
}

/** What is known of a key that something else owns. */
export interface ApiKeyAttributes {
  /** UUID of the key, or a token. */
  readonly keyId: string;

  /** Name of the key. */
  readonly name: string;

  /**
   * UUID of the project that the key belongs to, or a token.
   *
   * @default - not known
   */
  readonly projectId?: string;

  /**
   * Instant from which the key is refused, RFC 3339.
   *
   * @default - not known, or the key never expires
   */
  readonly expiresAt?: string;

  /**
   * The secret itself, as a sensitive token that the caller holds, such as the `stringValue` of a sensitive `TerraformVariable`.
   *
   * @default - none: reading `value` throws
   */
  readonly value?: string;
}
