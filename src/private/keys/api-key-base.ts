import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { ApiKeySecret, IApiKey, ISecretSink, SensitiveOutputOptions } from '../../api-key';
import { ApiKeyValidationError } from '../input/validation-error';
import { refuseTokenId, registerStack } from '../stack/stack-validation';
import { hashOf, sensitive } from '../terraform/expressions';
import { refuseForgotten } from './forgetting';
import { addSensitiveOutput } from './sensitive-output';

/** Where the value of a key comes from: Terraform made it, the caller holds it, or it is not available, and why. */
export type KeyValue = { readonly created: string } | { readonly given: string } | { readonly missing: string };

/**
 * What every key has in common. A jsii consumer sees its members on each construct.
 *
 * @internal
 */
export abstract class ApiKeyBase extends Construct implements IApiKey {
  public abstract readonly keyId: string;
  public abstract readonly name: string;
  public abstract readonly expiresAt?: string | undefined; // what a getter gives, also under exactOptionalPropertyTypes
  public abstract readonly importCommand: string;

  /**
   * Whether the key has an expiry, as far as synth can tell.
   *
   * @internal
   */
  public abstract readonly _mayExpire: boolean;

  private sensitiveValue?: string;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    refuseTokenId(this);
    registerStack(this);
  }

  /**
   * The secret itself, a token: sensitive, in other stacks of the app, too, and stored in the Terraform state.
   *
   * @throws ApiKeyValidationError where it is not available: a key shows its value once, at creation, so that of a key which Terraform
   * did not make has to be given
   */
  public get value(): string {
    refuseForgotten(this);
    const value = this._value();
    if ('missing' in value) {
      throw new ApiKeyValidationError(this.node.path, value.missing);
    }
    this.sensitiveValue ??= sensitive('created' in value ? value.created : value.given);
    return this.sensitiveValue;
  }

  public addSensitiveOutput(name: string, options?: SensitiveOutputOptions): TerraformOutput {
    return addSensitiveOutput(this, name, () => this.value, options);
  }

  public storeIn(id: string, sink: ISecretSink): Construct {
    const expiresAt = this._mayExpire ? this.expiresAt : undefined;
    const secret: ApiKeySecret = { name: this.name, value: this.value, version: this.version, expiresAt };
    const scope = new Construct(this, id);
    sink.bind(scope, secret);
    return scope;
  }

  /** @internal */
  public abstract _value(): KeyValue;

  /** A string that changes exactly when the value does. */
  private get version(): string {
    return 'created' in this._value() ? this.keyId : hashOf(this.value);
  }
}
