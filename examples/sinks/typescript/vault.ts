import { KvSecretV2 } from '@cdktf/provider-vault/lib/kv-secret-v2';
import { Fn } from 'cdktf';
import { ApiKeySecret, ISecretSink } from 'cdktf-ory-api-keys';
import { Construct } from 'constructs';
import { writeOnlyVersion } from './write-only';

/** Properties of `VaultSink`. */
export interface VaultSinkProps {
  /** Path where the KV engine, version 2, is mounted. */
  readonly mount: string;

  /** Path of the secret below the mount, such as `payments/ory`. */
  readonly path: string;

  /**
   * Field of the secret that holds the value.
   *
   * @default 'api_key'
   */
  readonly field?: string;
}

/**
 * Keeps the value of a key in HashiCorp Vault, as one field of a secret of the KV engine, version 2.
 *
 * The data goes through `data_json_wo`, and reading back is turned off: a read may copy the data into the state, as `data`. So a change
 * that somebody makes in Vault is not seen. Earlier values stay in Vault as earlier versions. Needs Terraform 1.11 or later.
 */
export class VaultSink implements ISecretSink {
  public constructor(private readonly props: VaultSinkProps) {}

  public bind(scope: Construct, secret: ApiKeySecret): void {
    new KvSecretV2(scope, 'Secret', {
      mount: this.props.mount,
      name: this.props.path,
      disableRead: true,
      dataJsonWo: Fn.jsonencode({ [this.props.field ?? 'api_key']: secret.value }),
      dataJsonWoVersion: writeOnlyVersion(secret.version),
      // Only what changes together with the value: the provider fails on a change of metadata alone.
      customMetadata: secret.expiresAt === undefined ? undefined : { data: { expires_at: Fn.coalesce([secret.expiresAt, 'never']) } },
    });
  }
}
