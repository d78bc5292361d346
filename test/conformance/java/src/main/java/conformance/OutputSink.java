package conformance;

import com.hashicorp.cdktf.TerraformOutput;
import io.github.cdktfory.apikeys.ApiKeySecret;
import io.github.cdktfory.apikeys.ISecretSink;
import software.constructs.Construct;

/** Keeps a secret as a user's own sink would: one sensitive output, and what is known of it in two others. */
final class OutputSink implements ISecretSink {
  @Override
  public void bind(final Construct scope, final ApiKeySecret secret) {
    final String until = secret.getExpiresAt() == null ? "further notice" : secret.getExpiresAt();
    TerraformOutput.Builder.create(scope, "Stored").value(secret.getValue()).sensitive(true).build();
    TerraformOutput.Builder.create(scope, "Version").value(secret.getVersion()).build();
    TerraformOutput.Builder.create(scope, "Described").value(secret.getName() + " until " + until).build();
  }
}
