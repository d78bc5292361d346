import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { IApiKey, SensitiveOutputOptions } from './api-key';
import { watchStack } from './stack-watch';
import { ISecretSink } from './secret-sink';
import { sensitiveOutput } from './sensitive-output';

/**
 * What every key has in common. A jsii consumer sees its members on each construct.
 *
 * @internal
 */
export abstract class ApiKeyBase extends Construct implements IApiKey {
  public abstract readonly keyId: string;
  public abstract readonly name: string;
  public abstract readonly expiresAt?: string;
  public abstract readonly value: string;
  public abstract readonly importCommand: string;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    watchStack(this);
  }

  public addSensitiveOutput(name: string, options?: SensitiveOutputOptions): TerraformOutput {
    return sensitiveOutput(this, name, () => this.value, options);
  }

  public storeIn(id: string, sink: ISecretSink): Construct {
    const secret = { name: this.name, value: this.value, version: this._secretVersion(), expiresAt: this._mayExpire() ? this.expiresAt : undefined };
    const scope = new Construct(this, id);
    sink.bind(scope, secret);
    return scope;
  }

  /**
   * A text that changes exactly when the value does.
   *
   * @internal
   */
  public abstract _secretVersion(): string;

  /**
   * Whether the key has an expiry, as far as synth can tell.
   *
   * @internal
   */
  public abstract _mayExpire(): boolean;
}
