package conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.LocalBackendConfig;
import com.hashicorp.cdktf.TerraformStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs the conformance cases in Java: {@code Main <vectors.json> <work folder> <result.json>}.
 *
 * <p>The cases are data, so both libraries are met by reflection; see the README of this folder for what a case may hold.
 */
public final class Main {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Main() {}

  public static void main(final String[] args) throws IOException {
    final JsonNode vectors = MAPPER.readTree(Path.of(args[0]).toFile());
    final ObjectNode outcomes = MAPPER.createObjectNode();
    for (final JsonNode spec : vectors.get("cases")) {
      final String name = spec.get("name").asText();
      outcomes.set(name, runCase(spec, Path.of(args[1], name)));
    }
    MAPPER.writeValue(Path.of(args[2]).toFile(), outcomes);
    // The process of the jsii kernel would keep this one alive for a while.
    System.exit(0);
  }

  @SuppressWarnings("unchecked")
  private static ObjectNode runCase(final JsonNode spec, final Path outdir) throws IOException {
    final AppConfig.Builder config = AppConfig.builder().outdir(outdir.toString());
    if (spec.has("context")) {
      config.context(MAPPER.convertValue(spec.get("context"), Map.class));
    }
    final App app = new App(config.build());
    final TerraformStack stack = new TerraformStack(app, "stack");
    new LocalBackend(stack, LocalBackendConfig.builder().path("terraform.tfstate").build());
    final Run run = new Run(stack);
    try {
      for (final JsonNode step : spec.get("steps")) {
        run.step(step);
      }
      app.synth();
    } catch (final RuntimeException error) {
      return MAPPER.createObjectNode().put("error", String.valueOf(error.getMessage()));
    }
    final ObjectNode outcome = MAPPER.createObjectNode();
    outcome.put("json", Files.readString(outdir.resolve("stacks/stack/cdk.tf.json")));
    outcome.set("values", MAPPER.valueToTree(run.values()));
    return outcome;
  }
}
