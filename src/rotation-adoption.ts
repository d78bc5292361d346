import { PropChecks } from './checks';
import { quote } from './text';

const ADDRESS = /^ory_project_api_key\.[\p{ID_Start}_][\p{ID_Continue}-]*(\["[^"$%\\\p{C}\p{Zl}\p{Zp}]+"\])?$/u;

/** A key that becomes the first generation of a rotating key without being replaced. */
export class RotationAdoption {
  /**
   * A key that was made by hand, or by something else: it is imported, and keeps its name and expiry until its slot's turn comes, two
   * generations later.
   *
   * @param keyId UUID of the key, or a token that is known at plan
   * @param value the secret itself, as a sensitive token that the caller holds; without one, reading `value` throws until the next
   * generation
   * @throws ApiKeyValidationError on bad input
   */
  public static importKey(keyId: string, value?: string): RotationAdoption {
    const checks = new PropChecks('RotationAdoption.importKey');
    return new RotationAdoption(checks.uuid('keyId', keyId), checks.optionalSecret('value', value));
  }

  /**
   * A key that this stack already deploys under another address, such as a `ProjectApiKey` that the rotating key takes the place of:
   * a `moved` block hands it over, and it keeps its name and expiry until its slot's turn comes, two generations later.
   *
   * @param address address of the deployed resource, as `terraform state list` shows it
   * @throws ApiKeyValidationError on bad input
   */
  public static moveFrom(address: string): RotationAdoption {
    const checks = new PropChecks('RotationAdoption.moveFrom');
    checks.text('address', address);
    if (!ADDRESS.test(address)) {
      checks.fail('address', `${quote(address)} is no address of a project key; expected one such as "ory_project_api_key.Ci_961B73FD", as \`terraform state list\` shows it`);
    }
    return new RotationAdoption(undefined, undefined, address);
  }

  private constructor(
    /** @internal */
    public readonly _keyId?: string,
    /** @internal */
    public readonly _value?: string,
    /** @internal */
    public readonly _address?: string,
  ) {}
}
