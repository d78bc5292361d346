package example;

import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.LocalBackendConfig;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import io.github.cdktfory.apikeys.ApiKeyInventory;
import io.github.cdktfory.apikeys.ProjectApiKey;
import io.github.cdktfory.apikeys.ProjectApiKeyImportProps;
import io.github.cdktfory.apikeys.ProjectApiKeySet;
import io.github.cdktfory.apikeys.ProjectApiKeySetEntry;
import io.github.cdktfory.apikeys.RotatingProjectApiKey;
import io.github.cdktfory.apikeys.RotationSchedule;
import io.github.cdktfory.apikeys.RotationScheduleOptions;
import io.github.cdktfory.apikeys.SensitiveOutputOptions;
import io.github.cdktfory.apikeys.WorkspaceApiKey;
import io.github.cdktfory.apikeys.ory.OryProvider;
import java.util.Map;
import software.constructs.Construct;

final class ApiKeysStack extends TerraformStack {
  ApiKeysStack(final Construct scope, final String id, final Settings settings) {
    super(scope, id);
    new LocalBackend(this, LocalBackendConfig.builder().path("terraform.tfstate").build());
    // The bearer comes from ORY_WORKSPACE_API_KEY, so that it stands in no file.
    OryProvider.Builder.create(this, "ory").projectId(settings.projectId()).build();

    // A new key: replaced by Terraform when its name, expiry or keepers change, the new one first.
    final ProjectApiKey deploy = ProjectApiKey.Builder.create(this, "Deploy")
        .name("ci-deploy")
        .expiresAt(settings.deployKeyExpiry())
        .keepers(Map.of("incident", "2026-001"))
        .build();
    deploy.addSensitiveOutput("deploy_key", SensitiveOutputOptions.builder().description("Bearer of the deploy job").build());
    deploy.storeIn("Vault", new Consumers.RecordSink());
    // Whoever uses the key is replaced with it.
    Consumers.addConsumer(this, deploy);

    // A project key that somebody made by hand: adopted, never replaced, never destroyed.
    final TerraformVariable legacyValue = TerraformVariable.Builder.create(this, "legacy_key").type("string").sensitive(true).build();
    final ProjectApiKey legacy = ProjectApiKey.importExisting(this, "Legacy", ProjectApiKeyImportProps.builder()
        .name("legacy")
        .keyId(settings.adoptedKeyId())
        .projectId(settings.projectId())
        .value(legacyValue.getStringValue())
        .build());
    legacy.addSensitiveOutput("legacy_key_value");

    // A workspace key, made in the Ory Console.
    WorkspaceApiKey.Builder.create(this, "Workspace")
        .name("terraform")
        .workspaceId(settings.workspaceId())
        .keyId(settings.workspaceKeyId())
        .tracking(settings.tracking())
        .build();

    // Keys that change every 30 days while the one before stays valid.
    final RotatingProjectApiKey rotating = RotatingProjectApiKey.Builder.create(this, "Rotating")
        .name("backend")
        .schedule(RotationSchedule.every(30, RotationScheduleOptions.builder().startingAt(settings.rotationStart()).build()))
        .build();
    rotating.addSensitiveOutput("backend_key");

    // A key an environment, as one resource.
    final ProjectApiKeySet perEnvironment = ProjectApiKeySet.Builder.create(this, "PerEnvironment")
        .keys(Map.of("production", shopKey("production"), "staging", shopKey("staging")))
        .build();
    perEnvironment.addSensitiveOutput("shop_keys");

    // What there is, without a value: `terraform output -json | npx cdktf-ory-api-keys inventory`.
    ApiKeyInventory.Builder.create(this, "Inventory").build();
  }

  private static ProjectApiKeySetEntry shopKey(final String environment) {
    return ProjectApiKeySetEntry.builder().name("shop-" + environment).expiresAt("2099-12-31T23:59:59Z").build();
  }
}
