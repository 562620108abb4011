package dev.greenfork.tests.cluster.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChartCrdsTest {

  private static final Path SOURCE = Chart.ROOT.resolve("crds");
  private static final Path COPY = Chart.FOLDER.resolve("files").resolve("crds");

  @Test
  void the_chart_holds_the_crds_as_they_are_in_crds() {
    assertThat(names(COPY)).as("run tools/crds").isEqualTo(names(SOURCE)).isNotEmpty();
    for (String name : names(SOURCE)) {
      assertThat(COPY.resolve(name))
          .as("stale: run tools/crds and commit the result")
          .hasSameTextualContentAs(SOURCE.resolve(name));
    }
  }

  @Test
  void crds_are_installed_unchanged_and_stay_when_the_release_goes() {
    List<CustomResourceDefinition> installed =
        Chart.withDefaults().render().all(CustomResourceDefinition.class);
    assertThat(installed).hasSameSizeAs(names(SOURCE));
    for (CustomResourceDefinition crd : installed) {
      Path file = SOURCE.resolve(crd.getMetadata().getName() + ".yaml");
      assertThat(crd.getSpec())
          .isEqualTo(Serialization.unmarshal(text(file), CustomResourceDefinition.class).getSpec());
      assertThat(crd.getMetadata().getAnnotations())
          .isEqualTo(Map.of("helm.sh/resource-policy", "keep"));
      assertThat(crd.getMetadata().getLabels())
          .containsEntry("app.kubernetes.io/part-of", "greenfork");
    }
  }

  @Test
  void crds_go_with_the_release_where_that_is_asked_for() {
    assertThat(
            Chart.withDefaults()
                .with("crds.keep", "false")
                .render()
                .all(CustomResourceDefinition.class))
        .isNotEmpty()
        .allSatisfy(crd -> assertThat(crd.getMetadata().getAnnotations()).isEmpty());
  }

  @Test
  void crds_are_left_out_where_somebody_else_brings_them() {
    assertThat(Chart.withDefaults().with("crds.install", "false").render().kinds())
        .doesNotContain("CustomResourceDefinition");
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
