package dev.greenfork.cli.worker;

import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import dev.greenfork.worker.WorkerException;
import dev.greenfork.worker.WorkerOptions;
import dev.greenfork.worker.shutdown.Replacement;
import dev.greenfork.worker.shutdown.Signals;
import dev.greenfork.worker.startup.AotCache;
import dev.greenfork.worker.startup.JavaCheck;
import dev.greenfork.worker.startup.Library;
import dev.greenfork.worker.startup.PackageClash;
import dev.greenfork.worker.tasks.TaskSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker that is this process: started, ended by signals, its end the process's. */
final class WorkerProcess {

  private static final Logger log = LoggerFactory.getLogger(WorkerProcess.class);
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
  private static final int LEAST_CARRIERS = 4;

  /** What a JVM that handles no signal ends with at TERM: 128 and the signal's number. */
  private static final int ENDED_BEFORE_ITS_START = 143;

  private final WorkerOptions options;
  private final List<Path> jars;
  private final AtomicReference<@Nullable Worker> worker = new AtomicReference<>();

  WorkerProcess(WorkerOptions options, List<Path> jars) {
    this.options = options;
    this.jars = jars;
  }

  /** Runs until a signal ends it; returns the exit status. */
  int run() throws InterruptedException {
    raiseParallelism();
    Signals.onTermination(this::onSignal);
    TaskSet tasks = TaskSet.of(jars);
    Thread.currentThread().setContextClassLoader(tasks.loader());
    // Reading all jars takes as long as connecting: both go on at once.
    CompletableFuture<Void> checked =
        CompletableFuture.runAsync(
            () -> check(tasks), job -> Thread.ofPlatform().name("greenfork-check").start(job));
    Worker started = Worker.start(options, tasks, () -> await(checked), worker::set);
    JavaCheck.warn(options.pool().type());
    tellOfCache();
    if (tasks.registry().all().isEmpty()) {
      log.warn("No tasks are known; name task jars with --tasks, or put them into /app/tasks.");
    }
    while (!started.awaitStop(LOOK)) {
      log.trace("Still there.");
    }
    if (!started.wantsReplacement()) {
      return 0;
    }
    LastWord.ofThisPod().say(started.replacementReason());
    return Replacement.EXIT_STATUS;
  }

  private static void tellOfCache() {
    AotCache cache = AotCache.ofThisProcess();
    if (!cache.inUse()) {
      log.info("{}", cache.reason());
    }
  }

  private void onSignal() {
    Worker started = worker.get();
    if (started == null) {
      // why: nothing is fetched yet, so there is nothing to drain
      Runtime.getRuntime().halt(ENDED_BEFORE_ITS_START);
    } else {
      started.stop();
    }
  }

  /** Before the first virtual thread: with one carrier one busy task would stop all others. */
  private void raiseParallelism() {
    if (options.pool().type() == PoolType.GREEN && System.getProperty(PARALLELISM) == null) {
      int carriers = Math.max(LEAST_CARRIERS, Runtime.getRuntime().availableProcessors());
      System.setProperty(PARALLELISM, String.valueOf(carriers));
    }
  }

  private static void check(TaskSet tasks) {
    Library.folder().ifPresent(folder -> PackageClash.check(tasks.classPath(), folder));
  }

  private static void await(CompletableFuture<Void> check) {
    try {
      check.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof WorkerException known ? known : e;
    }
  }
}
