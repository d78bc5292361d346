import { TerraformResource } from 'cdktf';

/** Address of a resource as Terraform names it. */
export function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
