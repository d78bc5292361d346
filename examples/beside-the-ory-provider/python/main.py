from cdktf import App, Aspects, TerraformStack
from cdktf_ory_api_keys import (
    ApiKeyInventory,
    ApiKeyPolicy,
    ProjectApiKey,
    ProjectApiKeySet,
    ProjectApiKeySetEntry,
    RotatingProjectApiKey,
    RotationSchedule,
)

from imports.ory.oauth2_client import Oauth2Client
from imports.ory.project import Project
from imports.ory.project_api_key import ProjectApiKey as GeneratedApiKey
from imports.ory.provider import OryProvider  # ory.OryProvider of the library does as well

app = App()
stack = TerraformStack(app, "shop")
OryProvider(stack, "ory", project_id="6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10")  # bearer: ORY_WORKSPACE_API_KEY

# A new project, and keys in it.
project = Project(stack, "Project", name="shop", environment="prod")
deploy = ProjectApiKey(stack, "Deploy", name="deploy", project_id=project.id, expires_at="2030-12-31T23:59:59Z")
backend = RotatingProjectApiKey(
    stack,
    "Backend",
    name="backend",
    project_id=project.id,
    schedule=RotationSchedule.every(30, starting_at="2026-12-01T00:00:00Z"),
)
ProjectApiKeySet(
    stack,
    "Teams",
    project_id=project.id,
    keys={
        "orders": ProjectApiKeySetEntry(name="orders", expires_at="2030-12-31T23:59:59Z"),
        "search": ProjectApiKeySetEntry(name="search", expires_at="2030-12-31T23:59:59Z"),
    },
)

# A resource that takes a key itself, and a provider that does: of a rotating key it gets the established value.
Oauth2Client(stack, "Web", client_name="web", project_slug=project.slug, project_api_key=deploy.value)
tenant = OryProvider(stack, "tenant", alias="tenant", project_slug=project.slug, project_api_key=backend.established.value)
Oauth2Client(stack, "Jobs", provider=tenant, client_name="jobs", grant_types=["client_credentials"])

# In the project that the provider names: a key that existed before, and one by the generated binding, which policy and inventory see, too.
ProjectApiKey.import_existing(
    stack, "Legacy", name="legacy", key_id="0a2b4c6d-1e3f-4a5b-8c7d-9e0f1a2b3c4d", expires_at="2030-06-30T23:59:59Z"
)
GeneratedApiKey(stack, "Older", name="older", expires_at="2030-12-31T23:59:59Z")
ApiKeyInventory(stack, "Inventory")
Aspects.of(stack).add(ApiKeyPolicy(require_expiry=True))
app.synth()
