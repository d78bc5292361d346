package example;

import com.hashicorp.cdktf.providers.null_provider.provider.NullProvider;
import com.hashicorp.cdktf.providers.null_provider.resource.Resource;
import io.github.cdktfory.apikeys.ApiKeySecret;
import io.github.cdktfory.apikeys.IApiKey;
import io.github.cdktfory.apikeys.ISecretSink;
import java.util.Map;
import software.constructs.Construct;

/** What uses a key: a place that keeps its value, and a resource that is replaced whenever the key is. */
final class Consumers {
  private Consumers() {}

  /** Keeps a secret where the app can record it: write such a class for your vault, in a few lines. */
  static final class RecordSink implements ISecretSink {
    @Override
    public void bind(final Construct scope, final ApiKeySecret secret) {
      // The version alone is recorded; a sink for a vault would pass the value on, too.
      Resource.Builder.create(scope, "Record")
          .triggers(Map.of("name", secret.getName(), "version", secret.getVersion()))
          .build();
    }
  }

  static void addConsumer(final Construct scope, final IApiKey key) {
    NullProvider.Builder.create(scope, "null").build();
    Resource.Builder.create(scope, "Consumer").triggers(Map.of("key", key.getKeyId())).build();
  }
}
