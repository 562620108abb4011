package dev.greenfork.tests.cluster.release;

import com.marcnuri.helm.Helm;
import dev.greenfork.tests.cluster.support.Checkout;
import dev.greenfork.tests.cluster.support.Installation;
import dev.greenfork.tests.cluster.support.Kubeconfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

  /** Installs or upgrades, and waits until all of it is ready. */
  void upgrade(Path chart, String... watchNamespaces) {
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
    List<String> namespaces = List.of(watchNamespaces);
    for (int i = 0; i < namespaces.size(); i++) {
      upgrade.set("watchNamespaces[%d]".formatted(i), namespaces.get(i));
    }
    upgrade.call();
  }

  void uninstall() {
    Helm.uninstall(NAME)
        .withNamespace(Installation.NAMESPACE)
        .withKubeConfig(Kubeconfig.file())
        .call();
  }
}
