import { SecretV1 } from '@cdktf/provider-kubernetes/lib/secret-v1';
import { Fn } from 'cdktf';
import { ApiKeySecret, ISecretSink } from 'cdktf-ory-api-keys';
import { Construct } from 'constructs';
import { writeOnlyVersion } from './write-only';

/** Properties of `KubernetesSink`. */
export interface KubernetesSinkProps {
  /** Namespace of the secret. It must exist. */
  readonly namespace: string;

  /** Name of the secret: lower-case letters, digits, `-` and `.`. */
  readonly secretName: string;

  /**
   * Entry of the secret that holds the value; the variable's name, where a container takes the secret by `envFrom`.
   *
   * @default 'ORY_API_KEY'
   */
  readonly entry?: string;
}

/**
 * Keeps the value of a key in a Kubernetes secret of type Opaque.
 *
 * The data goes through `data_wo`, so the secret's own entry in the state does not hold it (the key's does). A container that takes the
 * value as an environment variable sees a new one only when it starts again; a mounted file follows by itself. Needs Terraform 1.11 or later.
 */
export class KubernetesSink implements ISecretSink {
  public constructor(private readonly props: KubernetesSinkProps) {}

  public bind(scope: Construct, secret: ApiKeySecret): void {
    new SecretV1(scope, 'Secret', {
      metadata: {
        name: this.props.secretName,
        namespace: this.props.namespace,
        annotations: secret.expiresAt === undefined ? undefined : { 'ory-api-key/expires-at': Fn.coalesce([secret.expiresAt, 'never']) },
      },
      type: 'Opaque',
      dataWo: { [this.props.entry ?? 'ORY_API_KEY']: secret.value },
      dataWoRevision: writeOnlyVersion(secret.version),
    });
  }
}
