/** One key, kept in three places. Each sink is a file of its own, to be copied; the README beside says what they need. */
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { VaultProvider } from '@cdktf/provider-vault/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { ory, ProjectApiKey } from 'cdktf-ory-api-keys';
import { Construct } from 'constructs';
import { AwsSecretsManagerSink } from './aws-secrets-manager';
import { KubernetesSink } from './kubernetes';
import { VaultSink } from './vault';

class SinksStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new LocalBackend(this, { path: 'terraform.tfstate' });
    // The oldest Terraform that knows write-only arguments.
    this.addOverride('terraform.required_version', '>= 1.11');
    // Each provider takes its credentials from the environment, so that none stands in a file.
    new ory.OryProvider(this, 'ory', { projectId: '6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10' });
    new AwsProvider(this, 'aws', { region: 'eu-central-1' });
    new VaultProvider(this, 'vault', { address: 'https://vault.example:8200' });
    new KubernetesProvider(this, 'kubernetes', { configPath: '~/.kube/config' });

    const key = new ProjectApiKey(this, 'Key', { name: 'payments', expiresAt: '2099-12-31T23:59:59Z' });
    key.storeIn('Aws', new AwsSecretsManagerSink({ secretName: 'payments/ory-api-key', recoveryWindowInDays: 7 }));
    key.storeIn('Vault', new VaultSink({ mount: 'secret', path: 'payments/ory' }));
    key.storeIn('Kubernetes', new KubernetesSink({ namespace: 'payments', secretName: 'ory-api-key' }));
  }
}

const app = new App();
new SinksStack(app, 'sinks');
app.synth();
