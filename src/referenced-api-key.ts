import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { ApiKeyAttributes } from './api-key';
import { ApiKeyBase } from './api-key-base';
import { PropChecks } from './checks';
import { warnOfOpenValue } from './open-value';
import { ApiKeyValidationError } from './private/input/validation-error';

/** A key that something else owns: it renders nothing. */
export class ReferencedApiKey extends ApiKeyBase {
  public readonly keyId: string;
  public readonly name: string;
  public readonly projectId?: string;
  public readonly expiresAt?: string;
  private readonly givenValue?: string;

  public constructor(scope: Construct, id: string, attrs: ApiKeyAttributes) {
    super(scope, id);
    const checks = new PropChecks(this.node.path);
    this.keyId = checks.uuid('keyId', attrs.keyId);
    this.name = checks.name('name', attrs.name);
    this.projectId = checks.optionalUuid('projectId', attrs.projectId);
    this.expiresAt = checks.optionalInstant('expiresAt', attrs.expiresAt);
    this.givenValue = checks.optionalSecret('value', attrs.value);
    warnOfOpenValue(this, this.givenValue);
  }

  public get value(): string {
    if (this.givenValue === undefined) {
      throw new ApiKeyValidationError(
        this.node.path, 'the value of a key that something else owns is not to be had: the API returns it once, at creation; give it as `value` in the attributes, a sensitive token',
      );
    }
    return this.givenValue;
  }

  public get importCommand(): string {
    throw new ApiKeyValidationError(
      this.node.path, 'there is no resource to import into: the key is only referred to; use ProjectApiKey.importExisting to take ownership of it',
    );
  }

  /** @internal */
  public _secretVersion(): string {
    return Fn.sha256(this.value);
  }

  /** @internal */
  public _mayExpire(): boolean {
    return this.expiresAt !== undefined;
  }
}
