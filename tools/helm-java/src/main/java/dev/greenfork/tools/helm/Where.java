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

  @Option(
      names = "--kube-context",
      description = "Context in that kubeconfig. Default: the current one.")
  @Nullable String context;

  void apply(
      Consumer<String> withNamespace,
      Consumer<Path> withKubeconfig,
      Consumer<String> withKubeconfigContents) {
    withNamespace.accept(namespace);
    if (context != null) {
      withKubeconfigContents.accept(Kubeconfig.read(file()).with(context).text());
    } else if (kubeconfig != null) {
      withKubeconfig.accept(kubeconfig.toAbsolutePath());
    }
  }

  private Path file() {
    return kubeconfig == null
        ? Path.of(System.getProperty("user.home"), ".kube", "config")
        : kubeconfig.toAbsolutePath();
  }
}
