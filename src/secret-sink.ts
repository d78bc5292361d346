import { Construct } from 'constructs';

/** The value of a key on its way to a place that keeps secrets. All texts may be tokens. */
export interface ApiKeySecret {
  /** Name of the key. */
  readonly name: string;

  /** The secret itself. Sensitive. */
  readonly value: string;

  /**
   * A text that changes exactly when the value does: for write-only arguments, which Terraform sends again only when their version
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

/** A place that keeps secrets: a vault, a cloud's secret manager, a CI system. Implement it in any language of jsii. */
export interface ISecretSink {
  /**
   * Adds what stores the secret.
   *
   * @param scope where the constructs go; a scope of its own for each call
   * @param secret the value of a key and what belongs to it
   */
  bind(scope: Construct, secret: ApiKeySecret): void;
}
