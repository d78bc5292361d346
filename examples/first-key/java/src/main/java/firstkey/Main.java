package firstkey;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import io.github.cdktfory.apikeys.ProjectApiKey;
import io.github.cdktfory.apikeys.ory.OryProvider;

public final class Main {
  private Main() {}

  public static void main(final String[] args) {
    final App app = new App();
    final TerraformStack stack = new TerraformStack(app, "identity");
    new OryProvider(stack, "ory"); // project and bearer: ORY_PROJECT_ID, ORY_WORKSPACE_API_KEY

    final ProjectApiKey key = ProjectApiKey.Builder.create(stack, "Ci").name("ci").expiresAt("2030-12-31T23:59:59Z").build();
    key.addSensitiveOutput("ci_key");
    app.synth();
  }
}
