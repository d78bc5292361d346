package example;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.Aspects;
import io.github.cdktfory.apikeys.ApiKeyPolicy;

/** Every construct of the library in one app. The README beside tells which environment variables it reads. */
public final class Main {
  private Main() {}

  public static void main(final String[] args) {
    final App app = new App();
    final ApiKeysStack stack = new ApiKeysStack(app, "api-keys", Settings.fromEnvironment());
    Aspects.of(stack).add(ApiKeyPolicy.Builder.create().namePattern("^[a-z0-9-]+( \\(\\d+\\))?$").build());
    app.synth();
  }
}
