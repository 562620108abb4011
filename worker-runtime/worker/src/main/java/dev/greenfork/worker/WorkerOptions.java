package dev.greenfork.worker;

import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.QueueOrder;
import dev.greenfork.protocol.canvas.Routes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a worker must be told.
 *
 * @param nodename Celery's name of the node, {@code name@host}
 * @param queues at least one
 * @param broker where messages and results are
 * @param pool how tasks run
 * @param service how the process lives
 * @param routing which queue comes first, and which one is meant where none is named
 */
public record WorkerOptions(
    String nodename,
    List<String> queues,
    BrokerSettings broker,
    PoolOptions pool,
    Service service,
    Routing routing) {

  private static final List<String> RESERVED =
      List.of(".green", ".prefork", ".parked", ".dead", ".delayed");

  /** One that serves its queues in turn. */
  public WorkerOptions(
      String nodename,
      List<String> queues,
      BrokerSettings broker,
      PoolOptions pool,
      Service service) {
    this(nodename, queues, broker, pool, service, Routing.DEFAULT);
  }

  public WorkerOptions {
    queues = List.copyOf(queues);
    if (queues.isEmpty() || queues.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "The queues are %s, but each needs a name; set -Q accordingly.".formatted(queues));
    }
    queues.forEach(WorkerOptions::requireServable);
  }

  /**
   * Refuses names that a worker cannot serve.
   *
   * @throws IllegalArgumentException if it is empty or one of Greenfork's own
   */
  public static void requireServable(String queue) {
    if (queue.isBlank() || RESERVED.stream().anyMatch(queue::endsWith)) {
      throw new IllegalArgumentException(
          "Queue \"%s\": a queue needs a name, and names ending in %s are Greenfork's own; choose"
                  .formatted(queue, String.join(", ", RESERVED))
              + " another one.");
    }
  }

  /**
   * Which queue is meant.
   *
   * @param order in which order the queues are looked into
   * @param routes where tasks go that this worker sends and that name no queue
   */
  public record Routing(QueueOrder order, Routes routes) {

    /** In turn; to {@code celery}. */
    public static final Routing DEFAULT = new Routing(QueueOrder.ROUND_ROBIN, Routes.DEFAULT);

    public Routing {
      requireServable(routes.otherwise());
      routes.byTask().values().forEach(WorkerOptions::requireServable);
    }
  }

  /**
   * How the process lives.
   *
   * @param httpPort of health and metrics; 0 for any free one, null for none
   * @param drainTimeout how long running tasks may go on after a TERM
   * @param events what it tells monitors
   * @param storing what it stores besides results
   * @param redelivery what becomes of messages whose process died
   */
  public record Service(
      @Nullable Integer httpPort,
      Duration drainTimeout,
      Events events,
      Storing storing,
      Redelivery redelivery) {

    /** No HTTP, ten minutes to drain. */
    public static final Service DEFAULT = new Service(null, Duration.ofMinutes(10));

    /** With Celery's defaults for events. */
    public Service(@Nullable Integer httpPort, Duration drainTimeout) {
      this(httpPort, drainTimeout, Events.DEFAULT);
    }

    /** With Celery's defaults for results. */
    public Service(@Nullable Integer httpPort, Duration drainTimeout, Events events) {
      this(httpPort, drainTimeout, events, Storing.DEFAULT);
    }

    /** With Greenfork's default of redelivery. */
    public Service(
        @Nullable Integer httpPort, Duration drainTimeout, Events events, Storing storing) {
      this(httpPort, drainTimeout, events, storing, Redelivery.DEFAULT);
    }
  }

  /**
   * What a worker stores besides results.
   *
   * @param extended also name, arguments, worker, retries and queue (Celery's {@code
   *     result_extended})
   * @param trackStarted also the state STARTED of each task ({@code task_track_started})
   */
  public record Storing(boolean extended, boolean trackStarted) {

    /** Neither, as Celery. */
    public static final Storing DEFAULT = new Storing(false, false);
  }

  /**
   * What a worker publishes on {@code celeryev}.
   *
   * @param tasks whether task events are published from the start; remote control can change it
   * @param heartbeat how often the worker tells that it lives; null for never
   */
  public record Events(boolean tasks, @Nullable Duration heartbeat) {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** No task events, a heartbeat every 2 s, as Celery. */
    public static final Events DEFAULT = new Events(false, Duration.ofSeconds(2));

    public Events {
      if (heartbeat != null && heartbeat.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException(
            "The heartbeat interval must be at least %s, but is %s; set --heartbeat-interval."
                .formatted(SHORTEST, heartbeat));
      }
    }
  }
}
