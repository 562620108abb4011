package dev.greenfork.tests.cluster.support;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The cluster that the tests were told to use; never another. */
public final class Kubeconfig {

  private Kubeconfig() {}

  /** Its file. */
  public static Path file() {
    String named = System.getenv("GREENFORK_TEST_KUBECONFIG");
    if (named == null || !Files.isReadable(Path.of(named))) {
      throw new IllegalStateException(
          "these tests need a cluster: run `deploy/local/cluster up` and set GREENFORK_TEST_KUBECONFIG to what"
              + " `deploy/local/cluster env` exports as KUBECONFIG (`make test` does both)");
    }
    return Path.of(named);
  }

  static KubernetesClient client() {
    Config config = Config.fromKubeconfig(file().toFile());
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
