package dev.greenfork.local.run;

import dev.greenfork.decisions.resources.Durations;
import dev.greenfork.local.LocalException;
import dev.greenfork.local.process.Replica;
import dev.greenfork.local.process.Supervisor;
import dev.greenfork.local.status.Monitor;
import dev.greenfork.local.status.Screen;
import dev.greenfork.local.status.StatusTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts the workers, shows how they do, starts again those that die, and drains them at the first
 * request to stop. A second request makes them hand back what runs, a third ends them. For one
 * thread.
 */
final class RunLoop {

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration LAST_GRACE = Duration.ofSeconds(10);

  private final Supervisor supervisor;
  private final Monitor monitor;
  private final Screen screen;
  private final StopRequests stops;
  private final @Nullable Path readyFile;
  private final Map<Replica, Integer> restartsTold = new HashMap<>();
  private boolean allWereReady;

  RunLoop(
      Supervisor supervisor,
      Monitor monitor,
      Screen screen,
      StopRequests stops,
      @Nullable Path readyFile) {
    this.supervisor = supervisor;
    this.monitor = monitor;
    this.screen = screen;
    this.stops = stops;
    this.readyFile = readyFile;
  }

  /**
   * Returns when all workers have ended.
   *
   * @throws LocalException if a worker does not come up the first time
   */
  void run() throws InterruptedException {
    try {
      removeReadyFile();
      serve();
      drain();
    } finally {
      end();
    }
    screen.event("All workers have ended.");
  }

  private void serve() throws InterruptedException {
    boolean stopped = false;
    while (!stopped) {
      supervisor.tick();
      screen.table(StatusTable.of(monitor.read()));
      supervisor.replicas().forEach(this::look);
      if (!allWereReady) {
        noticeReady();
      }
      stopped = stops.await(LOOK);
    }
  }

  private void look(Replica replica) {
    if (!allWereReady && replica.state() == Replica.State.WAITING && replica.httpPort() == null) {
      throw new LocalException(
          "Worker %s did not come up: %s".formatted(replica.plan().name(), replica.trouble()));
    }
    Integer told = restartsTold.put(replica, replica.restarts());
    if (told != null && told < replica.restarts()) {
      screen.event(
          "Worker %s was started again, because %s"
              .formatted(replica.plan().name(), replica.trouble().lines().findFirst().orElse("")));
    }
  }

  private void noticeReady() {
    if (supervisor.replicas().stream().anyMatch(r -> r.state() != Replica.State.READY)) {
      return;
    }
    allWereReady = true;
    screen.event("Ready: %d workers.".formatted(supervisor.replicas().size()));
    if (readyFile != null) {
      try {
        Files.writeString(readyFile, "ready\n");
      } catch (IOException e) {
        throw new LocalException(
            "%s cannot be written: %s".formatted(readyFile, e.getMessage()), e);
      }
    }
  }

  /** One of an earlier run would say what is not true yet. */
  private void removeReadyFile() {
    try {
      if (readyFile != null) {
        Files.deleteIfExists(readyFile);
      }
    } catch (IOException e) {
      throw new LocalException("%s cannot be removed: %s".formatted(readyFile, e.getMessage()), e);
    }
  }

  private void drain() throws InterruptedException {
    Duration left = supervisor.drainTime();
    screen.event(
        "Draining for up to %s: running tasks may end. Stop again to hand them back."
            .formatted(Durations.format(left)));
    supervisor.stop();
    long deadline = System.nanoTime() + left.toNanos();
    int requests = 1;
    while (!supervisor.ended() && System.nanoTime() < deadline && requests < 3) {
      supervisor.tick();
      screen.table(StatusTable.of(monitor.read()));
      if (stops.await(LOOK)) {
        requests++;
        screen.event("Handing back what runs.");
        supervisor.stop();
      }
    }
  }

  /** Whatever happened before, no worker is left. */
  private void end() throws InterruptedException {
    if (supervisor.ended()) {
      return;
    }
    supervisor.stop();
    long deadline = System.nanoTime() + LAST_GRACE.toNanos();
    while (!supervisor.ended() && System.nanoTime() < deadline) {
      supervisor.tick();
      if (stops.await(LOOK)) {
        break;
      }
    }
    supervisor.kill();
  }
}
