import { TerraformResource, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { TERRAFORM_DATA } from '../input/resource-types';
import { moveToOverride } from './blocks';
import { requireTerraform } from './stack-blocks';

/** Strings by name, or a token of such a map. */
export type StringMap = { readonly [key: string]: string } | string;

/** The first Terraform 1.x that has it. */
const TERRAFORM = 4;

/**
 * Terraform's built-in `terraform_data`, which needs no provider: a record in the state.
 *
 * cdktf's `DataResource` renders the same, but starts a Terraform process for each at synth to learn its version, and fails where
 * none is installed; the stack's `required_version` says it without.
 */
export class TerraformData extends TerraformResource {
  /**
   * @param argument `input` for what others read; `triggers_replace` for what replaces the resource when it changes, whose old value
   * Terraform keeps hidden where it is sensitive
   */
  public constructor(
    scope: Construct, id: string, private readonly argument: 'input' | 'triggers_replace', private readonly record: StringMap,
    lifecycle?: TerraformResourceLifecycle,
  ) {
    super(scope, id, { terraformResourceType: TERRAFORM_DATA, terraformGeneratorMetadata: { providerName: 'terraform' }, lifecycle });
    requireTerraform(this, () => TERRAFORM);
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    // A copy: cdktf writes overrides into what it is given.
    return { [this.argument]: typeof this.record === 'string' ? this.record : { ...this.record } };
  }

  public overrideLogicalId(newLogicalId: string): void {
    super.overrideLogicalId(newLogicalId);
    moveToOverride(this);
  }
}
