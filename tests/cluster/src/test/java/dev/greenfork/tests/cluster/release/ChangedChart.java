package dev.greenfork.tests.cluster.release;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The chart of a next version, whose WorkerPools have one more field. */
final class ChangedChart {

  static final String FIELD = "fromTheNextVersion";

  private ChangedChart() {}

  /** Writes it into an empty folder. */
  static Path in(Path folder) {
    Path chart = folder.resolve("greenfork");
    try (Stream<Path> files = Files.walk(Release.CHART)) {
      for (Path file : files.toList()) {
        Files.copy(file, chart.resolve(Release.CHART.relativize(file)));
      }
      Path crd = chart.resolve("files/crds/workerpools.greenfork.dev.yaml");
      Files.writeString(crd, withField(Files.readString(crd)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return chart;
  }

  private static String withField(String yaml) {
    CustomResourceDefinition crd = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
    spec(crd)
        .getProperties()
        .put(FIELD, new JSONSchemaPropsBuilder().withType("string").withMaxLength(10L).build());
    return Serialization.asYaml(crd).replaceFirst("^---\n", "");
  }

  /** The schema of a pool's spec. */
  static JSONSchemaProps spec(CustomResourceDefinition crd) {
    return Objects.requireNonNull(
        crd.getSpec()
            .getVersions()
            .getFirst()
            .getSchema()
            .getOpenAPIV3Schema()
            .getProperties()
            .get("spec"));
  }
}
