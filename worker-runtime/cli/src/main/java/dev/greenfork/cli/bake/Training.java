package dev.greenfork.cli.bake;

import dev.greenfork.broker.Rehearsal;
import dev.greenfork.cli.WorkerStart;
import dev.greenfork.worker.prefork.ChildRehearsal;
import dev.greenfork.worker.shutdown.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The program that a JVM runs to record a cache: workers of both pools, from the command line to
 * their end, each with a message from a rehearsed broker; a child; and the user's classes, which
 * are loaded and nothing more. No task of the user's is made or run.
 */
public final class Training {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Training() {}

  /** Ends with a status other than 0 when something failed; then there is no cache. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    UserClasses.load();
    CommonWork.perform();
    work("prefork", "1");
    work("green", "100");
    ChildRehearsal.perform(PATIENCE);
    System.exit(0);
  }

  private static void work(String pool, String concurrency)
      throws IOException, InterruptedException {
    try (Rehearsal broker = Rehearsal.open(List.of(Messages.accumulate(), Messages.unknown()))) {
      CompletableFuture<Integer> status = new CompletableFuture<>();
      Thread.ofPlatform()
          .name("greenfork-training")
          .start(() -> status.complete(run(pool, concurrency, broker.url())));
      boolean done = broker.awaitOutcomes(2, PATIENCE);
      Signals.raiseTermination();
      if (!done || status.join() != 0) {
        throw new IllegalStateException(
            "The rehearsed %s worker did not do its work; its log says why.".formatted(pool));
      }
    }
  }

  private static int run(String pool, String concurrency, String broker) {
    return WorkerStart.run(
        List.of(
            "worker",
            "-P",
            pool,
            "-c",
            concurrency,
            "--broker",
            broker,
            "-n",
            "rehearsal@%h",
            "--http-port",
            "0",
            "--drain-timeout",
            "1s"));
  }
}
