import { TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { IApiKey, SensitiveOutputOptions } from './api-key';
import { PropChecks } from './checks';
import { claimOutput } from './output-names';
import { guardSecrets } from './secret-guard';
import { ISecretSink } from './secret-sink';

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
    guardSecrets(this);
  }

  public addSensitiveOutput(name: string, options: SensitiveOutputOptions = {}): TerraformOutput {
    const checks = new PropChecks(this.node.path);
    checks.outputName('addSensitiveOutput', name);
    const description = options?.description === undefined || options.description === null
      ? undefined : checks.text('description', options.description);
    const value = this.value;
    claimOutput(TerraformStack.of(this), name, this.node.path);
    const output = new TerraformOutput(this, `Output-${name}`, { value, sensitive: true, description });
    output.overrideLogicalId(name);
    return output;
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
