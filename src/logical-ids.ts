import { TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { TerraformData } from './terraform-data';
import { maskValues, quote } from './private/input/secrets';

/** Tells of ids such as `1st` or `../x`, from which cdktf makes an address that Terraform refuses. */
export function describeBadLogicalIds(constructs: readonly IConstruct[]): string[] {
  return constructs.filter((construct): construct is TerraformResource =>
    TerraformResource.isTerraformResource(construct)
    && (construct.terraformResourceType.startsWith('ory_') || construct instanceof TerraformData)
    && /^[0-9-]/.test(construct.friendlyUniqueId),
  ).map((resource) =>
    `${maskValues(resource.node.path)}: ${quote(resource.friendlyUniqueId)} cannot name a Terraform resource; expected a construct id that begins with a letter or "_": `
    + 'choose another, or call overrideLogicalId on the resource');
}
