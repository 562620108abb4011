package dev.greenfork.tests.cluster.release;

import com.marcnuri.helm.Helm;
import dev.greenfork.tests.cluster.support.Checkout;
import dev.greenfork.tests.cluster.support.Installation;
import dev.greenfork.tests.cluster.support.Kubeconfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The release that the tests work with, and the values that it had when they met it.
 *
 * @param values a file with these values
 */
record Release(Path values) {

  static final Path CHART = Checkout.path("helm/greenfork");

  private static final String NAME = "greenfork";
  private static final int PATIENCE_SECONDS = 180;

  /**
   * Notes the values, so that a release that somebody uses is as it was when the tests are done.
   */
  static Release met(Path folder) {
    String values =
        Helm.get(NAME)
            .values()
            .withNamespace(Installation.NAMESPACE)
            .withKubeConfig(Kubeconfig.file())
            .call();
    Path file = folder.resolve("values.yaml");
    try {
      Files.writeString(file, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Release(file);
  }

  /** Installs or upgrades with its own values, and waits until all of it is ready. */
  void upgrade(Path chart) {
    upgrade(chart, Map.of());
  }

  /** With these values besides, by path. */
  void upgrade(Path chart, Map<String, String> besides) {
    var upgrade =
        new Helm(chart)
            .upgrade()
            .install()
            .resetValues()
            .withName(NAME)
            .withNamespace(Installation.NAMESPACE)
            .withKubeConfig(Kubeconfig.file())
            .withValuesFile(values)
            .waitReady()
            .withTimeout(PATIENCE_SECONDS);
    besides.forEach(upgrade::set);
    upgrade.call();
  }

  void uninstall() {
    Helm.uninstall(NAME)
        .withNamespace(Installation.NAMESPACE)
        .withKubeConfig(Kubeconfig.file())
        .call();
  }
}
