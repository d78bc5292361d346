/** The provider's resource of a project key. */
export const PROJECT_KEY = 'ory_project_api_key';

/** The provider's resource of a workspace key. */
export const WORKSPACE_KEY = 'ory_workspace_api_key';

/** Terraform's built-in record in the state. */
export const TERRAFORM_DATA = 'terraform_data';

/** The argument that names whom a key belongs to, of its resource and of the provider, by type of the resource. */
export const OWNERS: { readonly [type: string]: 'project_id' | 'workspace_id' } = { [PROJECT_KEY]: 'project_id', [WORKSPACE_KEY]: 'workspace_id' };

/** Whether a resource is one of the Ory provider's, of whatever binding. */
export function isOryType(type: string): boolean {
  return type.startsWith('ory_');
}
