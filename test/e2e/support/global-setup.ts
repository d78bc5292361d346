import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareProviders, succeeded, Terraform, terraformVersion } from '../../../sandbox';
import { noteCapabilities } from './capabilities';
import { openFaultTable } from './fault-table';

const ORY_ALONE = { terraform: { required_providers: { ory: { source: 'ory/ory' } } } };

/** Builds the providers, so that no test waits for it, and asks the Ory provider what it has. Fails when Terraform or Go is missing. */
export default async function setUp(): Promise<void> {
  const { product, version } = await terraformVersion();
  await prepareProviders({ withoutWorkspaceKey: true });
  const { cliConfig, env } = await prepareProviders();
  const directory = mkdtempSync(join(tmpdir(), 'ory-api-keys-e2e-setup-'));
  try {
    writeFileSync(join(directory, 'main.tf.json'), JSON.stringify(ORY_ALONE));
    const terraform = new Terraform(directory, { cliConfig, env });
    succeeded(await terraform.init());
    const { stdout } = succeeded(await terraform.run('providers', 'schema', '-json'));
    noteCapabilities({ product, version, resourceTypes: resourceTypesIn(stdout) });
    openFaultTable();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function resourceTypesIn(schema: string): string[] {
  const { provider_schemas: schemas } = JSON.parse(schema) as { provider_schemas: Record<string, { resource_schemas: object }> };
  return Object.values(schemas).flatMap(({ resource_schemas: resources }) => Object.keys(resources));
}
