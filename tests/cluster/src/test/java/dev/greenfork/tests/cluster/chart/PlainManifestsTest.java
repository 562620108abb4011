package dev.greenfork.tests.cluster.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class PlainManifestsTest {

  @Test
  void the_file_is_what_the_chart_renders() throws IOException {
    assertThat(Files.readString(PlainManifests.FILE))
        .as("deploy/greenfork.yaml is stale: run tools/crds and commit the result")
        .isEqualTo(PlainManifests.render());
  }

  @Test
  void nothing_of_helm_is_left_in_it() {
    assertThat(PlainManifests.render()).doesNotContain("helm.sh/").doesNotContain(": Helm");
  }

  @Test
  void it_holds_what_the_chart_holds_and_the_namespace() {
    assertThat(Rendered.parse(PlainManifests.render()).kinds())
        .contains("Namespace", "Deployment", "CustomResourceDefinition")
        .containsAll(Chart.withDefaults().render().kinds());
  }
}
