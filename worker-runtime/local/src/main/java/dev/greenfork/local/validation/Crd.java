package dev.greenfork.local.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.local.LocalException;
import dev.greenfork.local.manifest.ManifestFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A custom resource definition, as it lies on the class path. */
record Crd(String apiVersion, String kind, Schema schema, JsonNode subresources) {

  private static final List<String> FILES =
      List.of(
          "brokers.greenfork.dev.yaml",
          "taskroutes.greenfork.dev.yaml",
          "workerpools.greenfork.dev.yaml");

  /** All of ours. */
  static List<Crd> all() {
    return FILES.stream().map(Crd::load).toList();
  }

  private static Crd load(String file) {
    String resource = "/dev/greenfork/crds/" + file;
    try (InputStream stream = Crd.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new LocalException(
            "The installation is damaged: %s is not on the class path.".formatted(resource));
      }
      return of(new ManifestFiles(stream).read(List.of("-")).getFirst().body());
    } catch (IOException e) {
      throw new LocalException("%s cannot be read: %s".formatted(resource, e.getMessage()), e);
    }
  }

  private static Crd of(JsonNode crd) {
    JsonNode spec = crd.path("spec");
    JsonNode version = spec.path("versions").path(0);
    return new Crd(
        spec.path("group").asText() + "/" + version.path("name").asText(),
        spec.path("names").path("kind").asText(),
        new Schema(version.path("schema").path("openAPIV3Schema")),
        version.path("subresources"));
  }

  /** The field that the scale subresource writes, from the root; such as {@code spec.replicas}. */
  Optional<String> replicasPath() {
    return Optional.ofNullable(subresources.path("scale").path("specReplicasPath").textValue());
  }
}
