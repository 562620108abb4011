package dev.greenfork.worker;

import dev.greenfork.broker.BrokerSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a worker must be told.
 *
 * @param nodename Celery's name of the node, {@code name@host}
 * @param queues served in turn, at least one
 * @param broker where messages and results are
 * @param pool how tasks run
 * @param service how the process lives
 */
public record WorkerOptions(
    String nodename,
    List<String> queues,
    BrokerSettings broker,
    PoolOptions pool,
    Service service) {

  public WorkerOptions {
    queues = List.copyOf(queues);
    if (queues.isEmpty() || queues.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "The queues are %s, but each needs a name; set -Q accordingly.".formatted(queues));
    }
  }

  /**
   * How the process lives.
   *
   * @param httpPort of health and metrics; 0 for any free one, null for none
   * @param drainTimeout how long running tasks may go on after a TERM
   */
  public record Service(@Nullable Integer httpPort, Duration drainTimeout) {

    /** No HTTP, ten minutes to drain. */
    public static final Service DEFAULT = new Service(null, Duration.ofMinutes(10));
  }
}
