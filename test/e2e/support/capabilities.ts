/** What the tests run with, found once before all of them. */
export interface Capabilities {
  readonly product: 'Terraform' | 'OpenTofu';
  readonly version: string;
  /** The resource types of the Ory provider; releases differ. */
  readonly resourceTypes: readonly string[];
}

/** jest hands the environment, and nothing else, from its global set-up to the workers. */
const VARIABLE = 'E2E_CAPABILITIES';

export function noteCapabilities(capabilities: Capabilities): void {
  process.env[VARIABLE] = JSON.stringify(capabilities);
}

export function capabilities(): Capabilities {
  return JSON.parse(process.env[VARIABLE]!) as Capabilities;
}

/** Whether this build of the Ory provider can track workspace keys. */
export function tracksWorkspaceKeys(): boolean {
  return capabilities().resourceTypes.includes('ory_workspace_api_key');
}

/**
 * Whether `replace_triggered_by` also counts a reference that is only being created, as OpenTofu does from 1.12 on: there keepers
 * that are added to a deployed key replace it. Terraform and earlier releases count changes alone.
 */
export function createdKeepersReplace(): boolean {
  const { product, version } = capabilities();
  const [major, minor] = version.split('.').map(Number);
  return product === 'OpenTofu' && (major > 1 || minor >= 12);
}
