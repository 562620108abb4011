package dev.greenfork.local.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.greenfork.decisions.resources.WorkerPoolSpec;
import dev.greenfork.local.LocalException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The schemas of Greenfork's kinds, from the generated CustomResourceDefinitions on the class path.
 */
public final class Definitions {
  private static final List<String> FILES =
      List.of("brokers.greenfork.dev.yaml", "workerpools.greenfork.dev.yaml");

  private final Map<String, JsonNode> schemas;

  private Definitions(Map<String, JsonNode> schemas) {
    this.schemas = schemas;
  }

  /** Reads the definitions that this build was made with. */
  public static Definitions load() {
    var yaml = new ObjectMapper(new YAMLFactory());
    var schemas = new LinkedHashMap<String, JsonNode>();
    for (String file : FILES) {
      try (var in = WorkerPoolSpec.class.getResourceAsStream("/dev/greenfork/crds/" + file)) {
        if (in == null) {
          throw new LocalException(
              "this build lacks " + file + ": build it again with ./mvnw package");
        }
        var spec = yaml.readTree(in).path("spec");
        var group = spec.path("group").asText();
        for (JsonNode version : spec.path("versions")) {
          schemas.put(
              key(
                  group + '/' + version.path("name").asText(),
                  spec.path("names").path("kind").asText()),
              version.path("schema").path("openAPIV3Schema"));
        }
      } catch (IOException e) {
        throw new LocalException("cannot read " + file + ": " + e.getMessage(), e);
      }
    }
    return new Definitions(schemas);
  }

  /** The schema of a kind, if it is one of ours. */
  Optional<JsonNode> schema(String apiVersion, String kind) {
    return Optional.ofNullable(schemas.get(key(apiVersion, kind)));
  }

  private static String key(String apiVersion, String kind) {
    return apiVersion + '/' + kind;
  }
}
