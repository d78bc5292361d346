import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Fn } from 'cdktf';
import { ApiKeySecret, ISecretSink } from 'cdktf-ory-api-keys';
import { Construct } from 'constructs';
import { writeOnlyVersion } from './write-only';

/** Properties of `AwsSecretsManagerSink`. */
export interface AwsSecretsManagerSinkProps {
  /** Name of the secret in Secrets Manager, such as `payments/ory-api-key`. */
  readonly secretName: string;

  /**
   * Key of AWS KMS that encrypts the secret: its ARN or alias.
   *
   * @default - the account's own key, `aws/secretsmanager`
   */
  readonly kmsKeyId?: string;

  /**
   * Days in which a deleted secret can be restored, 7 to 30; 0 deletes it at once. Its name is taken until they are over.
   *
   * @default 30
   */
  readonly recoveryWindowInDays?: number;
}

/**
 * Keeps the value of a key in AWS Secrets Manager, as the secret's text.
 *
 * The text goes through `secret_string_wo`, so the secret's own entry in the state does not hold it (the key's does). The old text stays
 * readable as AWSPREVIOUS after a change. Needs Terraform 1.11 or later.
 */
export class AwsSecretsManagerSink implements ISecretSink {
  public constructor(private readonly props: AwsSecretsManagerSinkProps) {}

  public bind(scope: Construct, secret: ApiKeySecret): void {
    const container = new SecretsmanagerSecret(scope, 'Secret', {
      name: this.props.secretName,
      description: `Ory API key ${secret.name}`,
      kmsKeyId: this.props.kmsKeyId,
      recoveryWindowInDays: this.props.recoveryWindowInDays,
      // The expiry is null in Terraform where an imported key has none.
      tags: secret.expiresAt === undefined ? undefined : { 'expires-at': Fn.coalesce([secret.expiresAt, 'never']) },
    });
    new SecretsmanagerSecretVersion(scope, 'Version', {
      secretId: container.id,
      secretStringWo: secret.value,
      secretStringWoVersion: writeOnlyVersion(secret.version),
    });
  }
}
