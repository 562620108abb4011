package dev.greenfork.worker;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.worker.shutdown.OrderedDrain;
import dev.greenfork.worker.tasks.TaskSet;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running worker: one node in Celery's sense. Thread safe.
 *
 * <p>Life: started (connected, pool ready, fetching), draining, stopped. It never goes back.
 */
public final class Worker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final Duration POOL_PATIENCE = Duration.ofSeconds(60);
  private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(15);

  private final WorkerOptions options;
  private final Machinery machinery;
  private final AtomicBoolean draining = new AtomicBoolean();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Worker(WorkerOptions options, Machinery machinery) {
    this.options = options;
    this.machinery = machinery;
  }

  /**
   * Starts a worker for these tasks and returns when it fetches.
   *
   * @param check called before the broker is connected to; throws to prevent the start
   * @throws WorkerException if the options or the tasks do not allow it
   * @throws BrokerException if the broker cannot be used
   */
  public static Worker start(WorkerOptions options, TaskSet tasks, Runnable check) {
    return start(options, tasks, check, _ -> {});
  }

  /**
   * The same for a process that may be told to end meanwhile.
   *
   * @param made is given the worker before it fetches: from its first message on it can be stopped
   */
  public static Worker start(
      WorkerOptions options, TaskSet tasks, Runnable check, Consumer<Worker> made) {
    Machinery machinery = Machinery.assemble(options, tasks, check);
    Worker worker = new Worker(options, machinery);
    try {
      machinery.pool().awaitReady(POOL_PATIENCE);
      machinery.replacement().by(worker::drainOnce);
      machinery.control().start(worker::stop);
      machinery.consumer().obey(new OrderedDrain(machinery.drain(), machinery.consumer()));
    } catch (InterruptedException e) {
      machinery.close();
      Thread.currentThread().interrupt();
      throw new WorkerException("The start of the worker was interrupted.", e);
    } catch (RuntimeException e) {
      machinery.close();
      throw e;
    }
    machinery.events().start();
    made.accept(worker);
    machinery.fetch().start();
    machinery.ready().set();
    log.info(
        "{} ready: pool {} with {} slots, queues {}, {} tasks.",
        options.nodename(),
        options.pool().type().label(),
        options.pool().concurrency(),
        String.join(",", options.queues()),
        tasks.registry().all().size());
    return worker;
  }

  /** The port of health and metrics; -1 where there is none. */
  public int httpPort() {
    var http = machinery.http();
    return http == null ? -1 : http.port();
  }

  /**
   * Shuts down warmly: stops fetching, hands back what has not started, lets the rest finish within
   * the drain time-out. Called again, it hands back at once what still runs. Returns at once; wait
   * with {@link #awaitStop}.
   */
  public void stop() {
    boolean again = asked.getAndSet(true);
    if (!drainOnce() && again) {
      machinery.drain().hurry();
    }
  }

  /** Whether it stopped, or stops, because the process is to be started anew. */
  public boolean wantsReplacement() {
    return machinery.replacement().isAsked();
  }

  /** Which task made that necessary; empty if it is not. */
  public String replacementReason() {
    return machinery.replacement().why();
  }

  private boolean drainOnce() {
    boolean first = draining.compareAndSet(false, true);
    if (first) {
      Thread.ofPlatform().name("greenfork-drain").start(this::drain);
    }
    return first;
  }

  /** Waits until the worker has stopped; false if that took longer than {@code patience}. */
  public boolean awaitStop(Duration patience) throws InterruptedException {
    return stopped.await(patience.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
  }

  /** Shuts down warmly and waits for the end. */
  @Override
  public void close() {
    stop();
    try {
      Duration most = options.service().drainTimeout().plus(FLUSH_PATIENCE).plusMinutes(1);
      if (!awaitStop(most)) {
        log.warn("The worker did not stop within {}.", most);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drain() {
    try {
      machinery.drain().run(options.service().drainTimeout());
      // Before others can have run for long what was handed back: children that still run it end.
      machinery.pool().close();
      boolean written = machinery.consumer().flush(FLUSH_PATIENCE);
      // A part that completes a chord is settled twice, see Workflows.
      if (!machinery.workflows().awaitJoins(FLUSH_PATIENCE)
          || !machinery.consumer().flush(FLUSH_PATIENCE)
          || !written) {
        log.warn(
            "Some outcomes were not written within {}; their messages run again elsewhere.",
            FLUSH_PATIENCE);
      }
    } catch (InterruptedException | RuntimeException e) {
      log.warn("The drain was cut short; what is unfinished is restored by other workers.", e);
    } finally {
      machinery.close();
      log.info("{} stopped.", options.nodename());
      stopped.countDown();
    }
  }
}
