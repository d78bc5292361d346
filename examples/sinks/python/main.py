"""One key, kept in three places. Each sink is a file of its own, to be copied; the README beside says what they need."""

from cdktf import App, LocalBackend, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_kubernetes.provider import KubernetesProvider
from cdktf_cdktf_provider_vault.provider import VaultProvider
from cdktf_ory_api_keys import ProjectApiKey, ory
from constructs import Construct

from aws_secrets_manager_sink import AwsSecretsManagerSink
from kubernetes_sink import KubernetesSink
from vault_sink import VaultSink


class SinksStack(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        LocalBackend(self, path="terraform.tfstate")
        # The oldest Terraform that knows write-only arguments.
        self.add_override("terraform.required_version", ">= 1.11")
        # Each provider takes its credentials from the environment, so that none stands in a file.
        ory.OryProvider(self, "ory", project_id="6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10")
        AwsProvider(self, "aws", region="eu-central-1")
        VaultProvider(self, "vault", address="https://vault.example:8200")
        KubernetesProvider(self, "kubernetes", config_path="~/.kube/config")

        key = ProjectApiKey(self, "Key", name="payments", expires_at="2099-12-31T23:59:59Z")
        key.store_in("Aws", AwsSecretsManagerSink(secret_name="payments/ory-api-key", recovery_window_in_days=7))
        key.store_in("Vault", VaultSink(mount="secret", path="payments/ory"))
        key.store_in("Kubernetes", KubernetesSink(namespace="payments", secret_name="ory-api-key"))


app = App()
SinksStack(app, "sinks")
app.synth()
