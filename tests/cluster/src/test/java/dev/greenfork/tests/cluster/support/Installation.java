package dev.greenfork.tests.cluster.support;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The operator, installed from the chart once for all tests of a run, two replicas of it. */
public final class Installation implements AutoCloseable {

  /** The namespace of the release. */
  public static final String NAMESPACE = "greenfork-system";

  /** The operator's Deployment. */
  public static final String OPERATOR = "greenfork-operator";

  /** The label that the operator's pods carry. */
  public static final Map<String, String> PODS =
      Map.of("app.kubernetes.io/name", "greenfork-operator");

  private static final String RELEASE = "greenfork";
  private static final int PATIENCE_SECONDS = 180;

  private final boolean wasThere;

  private Installation(boolean wasThere) {
    this.wasThere = wasThere;
  }

  static Installation install() {
    boolean wasThere =
        Helm.list().withNamespace(NAMESPACE).withKubeConfig(Kubeconfig.file()).call().stream()
            .anyMatch(release -> release.getName().equals(RELEASE));
    new Helm(Checkout.path("helm/greenfork"))
        .upgrade()
        .install()
        .resetThenReuseValues() // somebody's demo may run on it, with a Redis of the release
        .withName(RELEASE)
        .withNamespace(NAMESPACE)
        .createNamespace()
        .withKubeConfig(Kubeconfig.file())
        .set("image.tag", "dev")
        .set("replicas", "2")
        .set("env[0].name", "GREENFORK_BROKER_LOOK_EVERY")
        .set("env[0].value", "5s")
        .waitReady()
        .withTimeout(PATIENCE_SECONDS)
        .call();
    try (KubernetesClient client = Kubeconfig.client()) {
      client
          .apps()
          .deployments()
          .inNamespace(NAMESPACE)
          .withName(OPERATOR)
          .waitUntilReady(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    return new Installation(wasThere);
  }

  @Override
  public void close() {
    if (!wasThere) {
      Helm.uninstall(RELEASE).withNamespace(NAMESPACE).withKubeConfig(Kubeconfig.file()).call();
    }
  }
}
