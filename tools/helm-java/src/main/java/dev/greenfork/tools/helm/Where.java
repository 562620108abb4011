package dev.greenfork.tools.helm;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Cluster and namespace. */
final class Where {

  @Option(
      names = {"-n", "--namespace"},
      defaultValue = "default",
      description = "Namespace of the release.")
  String namespace = "default";

  @Option(
      names = "--kubeconfig",
      defaultValue = "${env:KUBECONFIG}",
      description = "Default: $KUBECONFIG, then ~/.kube/config.")
  @Nullable Path kubeconfig;

  void apply(Consumer<String> withNamespace, Consumer<Path> withKubeconfig) {
    withNamespace.accept(namespace);
    if (kubeconfig != null) {
      withKubeconfig.accept(kubeconfig.toAbsolutePath());
    }
  }
}
