package dev.greenfork.tests.cluster.support;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * The conformance tasks for workers of a namespace: their jar, small enough for a ConfigMap, as a
 * volume.
 */
public final class Conformance {

  private static final Path JAR = Checkout.path("dist/greenfork/examples/conformance.jar");

  /** The lines of a WorkerPool's spec that bring the jar to its workers. */
  public static final List<String> LINES =
      List.of(
          "volumes: [{name: tasks, configMap: {name: conformance}}]",
          "volumeMounts: [{name: tasks, mountPath: /app/tasks, readOnly: true}]");

  private Conformance() {}

  /** Puts the jar into the namespace. */
  public static void bring(TestNamespace namespace) {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR + " is missing: run `make dist` (`make test` does)");
    }
    try {
      namespace
          .client()
          .configMaps()
          .inNamespace(namespace.name())
          .resource(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withName("conformance")
                  .endMetadata()
                  .addToBinaryData(
                      "conformance.jar",
                      Base64.getEncoder().encodeToString(Files.readAllBytes(JAR)))
                  .build())
          .create();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
