package dev.greenfork.cli.bake;

import dev.greenfork.worker.startup.Library;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--arguments",
      paramLabel = "FILE",
      description = {
        "The argument file that workers are started from (java @FILE): its class path is made to",
        "name the task jars in the order of the cache. Where it says folder/*, each file system",
        "has an order of its own, and the cache fits none but that of this machine."
      })
  private @Nullable Path arguments;

  @Override
  public Integer call() throws InterruptedException {
    CachedPath classPath = CachedPath.given();
    Optional<Path> library = Library.folder();
    if (arguments != null && library.isPresent()) {
      classPath = CachedPath.ordered(classPath.text(), library.get());
    }
    Oven.bake(cache.toAbsolutePath(), classPath);
    if (arguments != null) {
      classPath.writeInto(arguments);
    }
    return 0;
  }
}
