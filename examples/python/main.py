"""Every construct of the library in one app. The README beside tells which environment variables it reads."""

import os

from cdktf import App, Aspects, LocalBackend, TerraformStack, TerraformVariable
from cdktf_ory_api_keys import (
    ApiKeyInventory,
    ApiKeyPolicy,
    ApiKeyTracking,
    ProjectApiKey,
    ProjectApiKeySet,
    ProjectApiKeySetEntry,
    RotatingProjectApiKey,
    RotationSchedule,
    WorkspaceApiKey,
    ory,
)
from constructs import Construct

from consumers import RecordSink, add_consumer


def setting(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise SystemExit(f"set the environment variable {name}; README.md beside this file says to what")
    return value


class ApiKeysStack(TerraformStack):
    def __init__(self, scope: Construct, id: str, *, project_id: str, workspace_id: str) -> None:
        super().__init__(scope, id)
        LocalBackend(self, path="terraform.tfstate")
        # The bearer comes from ORY_WORKSPACE_API_KEY, so that it stands in no file.
        ory.OryProvider(self, "ory", project_id=project_id)

        # A new key: replaced by Terraform when its name, expiry or keepers change, the new one first.
        deploy = ProjectApiKey(
            self,
            "Deploy",
            name="ci-deploy",
            expires_at=setting("DEPLOY_KEY_EXPIRES_AT"),
            keepers={"incident": "2026-001"},
        )
        deploy.add_sensitive_output("deploy_key", description="Bearer of the deploy job")
        deploy.store_in("Vault", RecordSink())
        # Whoever uses the key is replaced with it.
        add_consumer(self, deploy)

        # A project key that somebody made by hand: adopted, never replaced, never destroyed.
        legacy_value = TerraformVariable(self, "legacy_key", type="string", sensitive=True)
        legacy = ProjectApiKey.import_existing(
            self,
            "Legacy",
            name="legacy",
            key_id=setting("LEGACY_KEY_ID"),
            project_id=project_id,
            value=legacy_value.string_value,
        )
        legacy.add_sensitive_output("legacy_key_value")

        # A workspace key, made in the Ory Console. REFERENCE is for provider releases without ory_workspace_api_key.
        reference = os.environ.get("WORKSPACE_KEY_TRACKING") == "REFERENCE"
        WorkspaceApiKey(
            self,
            "Workspace",
            name="terraform",
            workspace_id=workspace_id,
            key_id=setting("WORKSPACE_KEY_ID"),
            tracking=ApiKeyTracking.REFERENCE if reference else ApiKeyTracking.RESOURCE,
        )

        # Keys that change every 30 days while the one before stays valid.
        rotating = RotatingProjectApiKey(
            self,
            "Rotating",
            name="backend",
            schedule=RotationSchedule.every(30, starting_at=setting("ROTATION_STARTS_AT")),
        )
        rotating.add_sensitive_output("backend_key")

        # A key an environment, as one resource.
        per_environment = ProjectApiKeySet(
            self,
            "PerEnvironment",
            keys={
                environment: ProjectApiKeySetEntry(name=f"shop-{environment}", expires_at="2099-12-31T23:59:59Z")
                for environment in ("production", "staging")
            },
        )
        per_environment.add_sensitive_output("shop_keys")

        # What there is, without a value: `terraform output -json | npx cdktf-ory-api-keys inventory`.
        ApiKeyInventory(self, "Inventory")


app = App()
stack = ApiKeysStack(app, "api-keys", project_id=setting("ORY_PROJECT_ID"), workspace_id=setting("ORY_WORKSPACE_ID"))
Aspects.of(stack).add(ApiKeyPolicy(name_pattern=r"^[a-z0-9-]+( \(\d+\))?$"))
app.synth()
