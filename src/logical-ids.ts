import { TerraformResource, TerraformStack } from 'cdktf';
import { IValidation } from 'constructs';
import { TerraformData } from './terraform-data';
import { maskValues, quote } from './text';

/** Below the stack, the beginning of a path from which cdktf makes no identifier of Terraform; it leaves out all but these characters. */
const DOUBTFUL = /^[^A-Za-z_/]*[0-9-]/;

/** Tells of ids such as `1st` or `../x`, from which cdktf makes an address that Terraform refuses. */
export class LogicalIds implements IValidation {
  public constructor(private readonly stack: TerraformStack) {}

  public validate(): string[] {
    const prefix = this.stack.node.path.length + 1;
    return this.stack.node.findAll().filter((construct): construct is TerraformResource =>
      TerraformResource.isTerraformResource(construct)
      && (construct.terraformResourceType.startsWith('ory_') || construct instanceof TerraformData)
      && DOUBTFUL.test(construct.node.path.slice(prefix).replace(/^(?:(?:Default|Resource)\/)+/, ''))
      && /^[0-9-]/.test(construct.friendlyUniqueId),
    ).map((resource) =>
      `${maskValues(resource.node.path)}: ${quote(resource.friendlyUniqueId)} cannot name a Terraform resource; expected a construct id that begins with a letter or "_": `
      + 'choose another, or call overrideLogicalId on the resource');
  }
}
