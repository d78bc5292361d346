import { TerraformResource, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { TERRAFORM_FOR, TerraformRequirement } from './blocks/terraform-requirement';

/**
 * A record in the state: Terraform's built-in `terraform_data`, which needs no provider.
 *
 * cdktf's `DataResource` renders the same, but starts a Terraform process for each at synth to learn its version, and fails where
 * none is installed; the stack's `required_version` says it without.
 */
export class TerraformData extends TerraformResource {
  public constructor(
    scope: Construct, id: string, private readonly record: { readonly [key: string]: string } | string, lifecycle?: TerraformResourceLifecycle,
  ) {
    super(scope, id, { terraformResourceType: 'terraform_data', terraformGeneratorMetadata: { providerName: 'terraform' }, lifecycle });
    TerraformRequirement.atLeast(this, TERRAFORM_FOR.terraformData);
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    return { input: this.copy() };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    return { input: { value: this.copy(), isBlock: false, type: 'map', storageClassType: 'stringMap' } };
  }

  /** cdktf writes overrides into what it is given. */
  private copy(): { [key: string]: string } | string {
    return typeof this.record === 'string' ? this.record : { ...this.record };
  }
}
