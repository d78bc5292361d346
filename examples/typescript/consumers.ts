import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Resource } from '@cdktf/provider-null/lib/resource';
import { ApiKeySecret, IApiKey, ISecretSink } from 'cdktf-ory-api-keys';
import { Construct } from 'constructs';

/** Keeps a secret where the app can record it: write such a class for your vault, in a few lines. */
export class RecordSink implements ISecretSink {
  public bind(scope: Construct, secret: ApiKeySecret): void {
    // The version alone is recorded; a sink for a vault would pass the value on, too.
    new Resource(scope, 'Record', { triggers: { name: secret.name, version: secret.version } });
  }
}

/** Whoever uses the key is replaced with it. */
export function addConsumer(scope: Construct, key: IApiKey): void {
  new NullProvider(scope, 'null');
  new Resource(scope, 'Consumer', { triggers: { key: key.keyId } });
}
