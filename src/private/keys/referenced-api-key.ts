import { Construct } from 'constructs';
import { ApiKeyAttributes } from '../../api-key';
import { PropChecks } from '../input/checks';
import { ApiKeyValidationError } from '../input/validation-error';
import { ApiKeyBase, KeyValue } from './api-key-base';
import { warnOfOpenValue } from './registration';

/** A key that something else owns: it renders nothing. */
export class ReferencedApiKey extends ApiKeyBase {
  public readonly keyId: string;
  public readonly name: string;
  public readonly projectId?: string;
  public readonly expiresAt?: string;

  /** @internal */
  public readonly _mayExpire: boolean;

  private readonly given?: string;

  public constructor(scope: Construct, id: string, attrs: ApiKeyAttributes) {
    super(scope, id);
    const checks = new PropChecks(this.node.path);
    this.keyId = checks.uuid('keyId', attrs.keyId);
    this.name = checks.name('name', attrs.name);
    this.projectId = checks.optionalUuid('projectId', attrs.projectId);
    this.expiresAt = checks.optionalInstant('expiresAt', attrs.expiresAt);
    this.given = checks.optionalSecret('value', attrs.value);
    this._mayExpire = this.expiresAt !== undefined;
    warnOfOpenValue(this, this.given);
  }

  public get importCommand(): string {
    throw new ApiKeyValidationError(
      this.node.path, 'there is no resource to import into: the key is only referred to; use ProjectApiKey.importExisting to take ownership of it',
    );
  }

  /** @internal */
  public _value(): KeyValue {
    return this.given === undefined
      ? { missing: 'the value of a key that something else owns is not available: the API returns it once, at creation; give it as `value` in the attributes, a sensitive token' }
      : { given: this.given };
  }
}
