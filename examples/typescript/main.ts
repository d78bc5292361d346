/**
 * Every construct of the library in one app. The README beside tells which environment variables it reads; `npm run demo` at the root of
 * the repository runs it against the sandbox.
 */
import { App, Aspects, LocalBackend, TerraformStack, TerraformVariable } from 'cdktf';
import {
  ApiKeyInventory, ApiKeyPolicy, ApiKeyTracking, ory, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey,
  RotationSchedule, WorkspaceApiKey,
} from 'cdktf-ory-api-keys';
import { Construct } from 'constructs';
import { addConsumer, RecordSink } from './consumers';

/** What the app has to be told: ids that only your account knows, and dates. */
interface Settings {
  readonly projectId: string;
  readonly workspaceId: string;
  readonly adoptedKeyId: string;
  readonly workspaceKeyId: string;
  readonly deployKeyExpiry: string;
  readonly rotationStart: string;
  /** REFERENCE for provider releases without ory_workspace_api_key. */
  readonly tracking: ApiKeyTracking;
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`set the environment variable ${name}; README.md beside this file says to what`);
  }
  return value;
}

class ApiKeysStack extends TerraformStack {
  public constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const { projectId, workspaceId } = settings;
    new LocalBackend(this, { path: 'terraform.tfstate' });
    // The bearer comes from ORY_WORKSPACE_API_KEY, so that it stands in no file.
    new ory.OryProvider(this, 'ory', { projectId });

    // A new key: replaced by Terraform when its name, expiry or keepers change, the new one first.
    const deploy = new ProjectApiKey(this, 'Deploy', { name: 'ci-deploy', expiresAt: settings.deployKeyExpiry, keepers: { incident: '2026-001' } });
    deploy.addSensitiveOutput('deploy_key', { description: 'Bearer of the deploy job' });
    deploy.storeIn('Vault', new RecordSink());
    addConsumer(this, deploy);

    // A project key that somebody made by hand: adopted, never replaced, never destroyed.
    const legacyValue = new TerraformVariable(this, 'legacy_key', { type: 'string', sensitive: true });
    const legacy = ProjectApiKey.importExisting(this, 'Legacy', { name: 'legacy', keyId: settings.adoptedKeyId, projectId, value: legacyValue.stringValue });
    legacy.addSensitiveOutput('legacy_key_value');

    // A workspace key, made in the Ory Console.
    new WorkspaceApiKey(this, 'Workspace', { name: 'terraform', workspaceId, keyId: settings.workspaceKeyId, tracking: settings.tracking });

    // Keys that change every 30 days while the one before stays valid.
    const rotating = new RotatingProjectApiKey(this, 'Rotating', {
      name: 'backend', schedule: RotationSchedule.every(30, { startingAt: settings.rotationStart }),
    });
    rotating.addSensitiveOutput('backend_key');

    // A key an environment, as one resource.
    const perEnvironment = new ProjectApiKeySet(this, 'PerEnvironment', {
      keys: { production: { name: 'shop-production', expiresAt: '2099-12-31T23:59:59Z' }, staging: { name: 'shop-staging', expiresAt: '2099-12-31T23:59:59Z' } },
    });
    perEnvironment.addSensitiveOutput('shop_keys');

    // What there is, without a value: `terraform output -json | npx cdktf-ory-api-keys inventory`.
    new ApiKeyInventory(this, 'Inventory');
  }
}

const app = new App();
const stack = new ApiKeysStack(app, 'api-keys', {
  projectId: setting('ORY_PROJECT_ID'),
  workspaceId: setting('ORY_WORKSPACE_ID'),
  adoptedKeyId: setting('LEGACY_KEY_ID'),
  workspaceKeyId: setting('WORKSPACE_KEY_ID'),
  deployKeyExpiry: setting('DEPLOY_KEY_EXPIRES_AT'),
  rotationStart: setting('ROTATION_STARTS_AT'),
  tracking: process.env.WORKSPACE_KEY_TRACKING === 'REFERENCE' ? ApiKeyTracking.REFERENCE : ApiKeyTracking.RESOURCE,
});
Aspects.of(stack).add(new ApiKeyPolicy({ namePattern: '^[a-z0-9-]+$' }));
app.synth();
