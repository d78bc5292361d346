import { App, Aspects, TerraformStack } from 'cdktf';
import { ApiKeyInventory, ApiKeyPolicy, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule } from 'cdktf-ory-api-keys';
import { Oauth2Client } from './.gen/providers/ory/oauth2-client';
import { Project } from './.gen/providers/ory/project';
import { ProjectApiKey as GeneratedApiKey } from './.gen/providers/ory/project-api-key';
import { OryProvider } from './.gen/providers/ory/provider'; // `ory.OryProvider` of the library does as well

const app = new App();
const stack = new TerraformStack(app, 'shop');
new OryProvider(stack, 'ory', { projectId: '6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10' }); // bearer: ORY_WORKSPACE_API_KEY

// A new project, and keys in it.
const project = new Project(stack, 'Project', { name: 'shop', environment: 'prod' });
const deploy = new ProjectApiKey(stack, 'Deploy', { name: 'deploy', projectId: project.id, expiresAt: '2030-12-31T23:59:59Z' });
const backend = new RotatingProjectApiKey(stack, 'Backend', {
  name: 'backend',
  projectId: project.id,
  schedule: RotationSchedule.every(30, { startingAt: '2026-12-01T00:00:00Z' }),
});
new ProjectApiKeySet(stack, 'Teams', {
  projectId: project.id,
  keys: {
    orders: { name: 'orders', expiresAt: '2030-12-31T23:59:59Z' },
    search: { name: 'search', expiresAt: '2030-12-31T23:59:59Z' },
  },
});

// A resource that takes a key itself, and a provider that does: of a rotating key it gets the established value.
new Oauth2Client(stack, 'Web', { clientName: 'web', projectSlug: project.slug, projectApiKey: deploy.value });
const tenant = new OryProvider(stack, 'tenant', { alias: 'tenant', projectSlug: project.slug, projectApiKey: backend.established.value });
new Oauth2Client(stack, 'Jobs', { provider: tenant, clientName: 'jobs', grantTypes: ['client_credentials'] });

// In the project that the provider names: a key that existed before, and one by the generated binding, which policy and inventory see, too.
ProjectApiKey.importExisting(stack, 'Legacy', { name: 'legacy', keyId: '0a2b4c6d-1e3f-4a5b-8c7d-9e0f1a2b3c4d', expiresAt: '2030-06-30T23:59:59Z' });
new GeneratedApiKey(stack, 'Older', { name: 'older', expiresAt: '2030-12-31T23:59:59Z' });
new ApiKeyInventory(stack, 'Inventory');
Aspects.of(stack).add(new ApiKeyPolicy({ requireExpiry: true }));
app.synth();
