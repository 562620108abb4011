package dev.greenfork.local;

import dev.greenfork.local.manifest.Manifest;
import dev.greenfork.local.manifest.ManifestFiles;
import dev.greenfork.local.plan.Plan;
import dev.greenfork.local.plan.Planner;
import dev.greenfork.local.run.LocalRun;
import dev.greenfork.local.run.RunOptions;
import dev.greenfork.local.status.Screen;
import dev.greenfork.local.validation.Review;
import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code greenfork local}. Exit status 0 after a drain, 1 when the manifests are refused or
 * something that they need is not there.
 */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description =
        "Runs the WorkerPools of manifests as processes of this machine, without a cluster. Ctrl-C drains.")
public final class LocalCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  @Mixin private LocalOptions options = new LocalOptions();

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  /** The command with this process's own streams and environment. */
  public LocalCommand() {
    this(System.in, System.out, System.err, System.getenv());
  }

  LocalCommand(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      return run();
    } catch (LocalException e) {
      err.println("greenfork local: " + e.getMessage());
      return FAILED;
    }
  }

  private int run() throws InterruptedException {
    options.tasks.forEach(LocalCommand::requireTasks);
    List<Manifest> manifests = new ManifestFiles(in).read(options.files);
    Review review = Review.of(manifests);
    if (!review.refusals().isEmpty()) {
      review.refusals().forEach(err::println);
      return FAILED;
    }
    Plan plan = new Planner(environment, options.ownRedis).plan(review.accepted());
    plan.notices().forEach(err::println);
    if (options.dryRun) {
      plan.pools().forEach(pool -> out.println("Pool " + pool.name() + " is valid."));
      return 0;
    }
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return new LocalRun(
            plan,
            new RunOptions(
                options.tasks,
                options.redisPort,
                options.urlFile,
                options.readyFile,
                options.logFolder),
            new Screen(out, terminal, InstantSource.system()))
        .run();
  }

  private static void requireTasks(Path tasks) {
    if (!Files.exists(tasks)) {
      throw new LocalException(
          "There is no %s: name a jar with tasks, or a folder of jars, with --tasks."
              .formatted(tasks));
    }
  }
}
