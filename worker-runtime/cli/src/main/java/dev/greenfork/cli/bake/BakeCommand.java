package dev.greenfork.cli.bake;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the cache for the JVM, flags and class path that it is run with itself. */
@Command(
    name = "bake",
    description = {
      "Makes the AOT cache from which workers with these tasks start faster.",
      "No task is made or run for it, and no broker is needed."
    },
    mixinStandardHelpOptions = true)
public final class BakeCommand implements Callable<Integer> {

  @SuppressWarnings("unused") // why: bin/greenfork reads it and puts the jars on the class path
  @Option(
      names = "--tasks",
      split = "[,:]",
      paramLabel = "PATH",
      description = "Jars with tasks, or folders of jars.")
  private List<Path> tasks = List.of();

  @Option(
      names = "--cache",
      required = true,
      paramLabel = "FILE",
      description = "Where to put it. What stands there is replaced when the new one is whole.")
  private Path cache = Path.of("");

  @Override
  public Integer call() throws InterruptedException {
    Oven.bake(cache.toAbsolutePath());
    return 0;
  }
}
