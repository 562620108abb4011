package dev.greenfork.tools.helm;

import java.util.function.IntConsumer;
import picocli.CommandLine.Option;

/** Whether to wait for what was applied, and how long. */
final class Patience {

  @Option(names = "--wait", description = "Wait until everything is ready.")
  boolean wait;

  @Option(
      names = "--timeout",
      defaultValue = "300s",
      description = "How long to wait: a number of seconds, or minutes with m.")
  String timeout = "300s";

  @Option(names = "--create-namespace", description = "Create the namespace where it lacks.")
  boolean createNamespace;

  void apply(Runnable waitReady, IntConsumer withTimeout, Runnable namespace) {
    if (wait) {
      waitReady.run();
      withTimeout.accept(seconds());
    }
    if (createNamespace) {
      namespace.run();
    }
  }

  int seconds() {
    int number = Integer.parseInt(timeout.replaceFirst("[sm]$", ""));
    return timeout.endsWith("m") ? number * 60 : number;
  }
}
