package dev.greenfork.tests.cluster.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The chart with values: what `helm template` makes of it. Immutable.
 *
 * @param values by path, as after `--set`
 */
record Chart(Map<String, String> values) {

  static final String RELEASE = "greenfork";
  static final String NAMESPACE = "greenfork-system";

  /** Of the checkout. */
  static final Path ROOT =
      Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
          .filter(folder -> Files.exists(folder.resolve("mvnw")))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("run this within the checkout"));

  static final Path FOLDER = ROOT.resolve("helm").resolve("greenfork");

  static Chart withDefaults() {
    return new Chart(Map.of());
  }

  Chart with(String path, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(path, value);
    return new Chart(more);
  }

  LintResult lint() {
    return new Helm(FOLDER).lint().strict().call();
  }

  /** What is rendered for; the library alone would take 1.20. */
  private static final String KUBERNETES = "1.35.0";

  /**
   * Everything that can be switched on at once. The password is given, as the chart would else ask
   * a cluster whether there is one already, and these tests have none.
   */
  static Chart withEverything() {
    return withDefaults()
        .with("developmentRedis.enabled", "true")
        .with("developmentRedis.password", "not-secret")
        .with("metrics.serviceMonitor.enabled", "true")
        .with("networkPolicy.enabled", "true");
  }

  String text() {
    return text(RELEASE);
  }

  String text(String release) {
    var template =
        new Helm(FOLDER)
            .template()
            .withName(release)
            .withNamespace(NAMESPACE)
            .withKubeVersion(KUBERNETES);
    values.forEach(template::set);
    return template.call();
  }

  Rendered render() {
    return Rendered.parse(text());
  }
}
