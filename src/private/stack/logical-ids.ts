import { TerraformResource } from 'cdktf';
import { IDENTIFIER } from '../input/checks';
import { isOryType, TERRAFORM_DATA } from '../input/resource-types';
import { quote } from '../input/secrets';
import { StackView } from './stack-view';

/** Tells of ids such as `1st`, from which cdktf makes an address that Terraform refuses, and of keys that share one: it would merge them. */
export function describeLogicalIds({ constructs }: StackView): string[] {
  const holders = new Map<string, TerraformResource>();
  return constructs.flatMap((construct) => {
    if (!TerraformResource.isTerraformResource(construct) || !isOurs(construct.terraformResourceType)) {
      return [];
    }
    const { friendlyUniqueId: id, terraformResourceType: type, node } = construct;
    const holder = holders.get(`${type}.${id}`);
    holders.set(`${type}.${id}`, construct);
    return [
      ...(IDENTIFIER.test(id) ? [] : [`${node.path}: ${quote(id)} cannot name a Terraform resource; expected a construct id that begins with a letter or "_": `
        + 'choose another, or call overrideLogicalId on the resource, with letters, digits, "_" and "-" alone']),
      ...(holder ? [`${node.path}: its logical id ${quote(id)} is that of ${holder.node.path}, too, so only one of the two keys would be rendered, `
        + 'and a deployed one destroyed; expected ids that differ: choose another in overrideLogicalId'] : []),
    ];
  });
}

function isOurs(type: string): boolean {
  return isOryType(type) || type === TERRAFORM_DATA;
}
