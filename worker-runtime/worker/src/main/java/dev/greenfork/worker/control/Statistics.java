package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.LamportClock;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.events.TaskTally;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.run.RunningTasks;
import dev.greenfork.worker.slots.Slots;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The answer to {@code stats}, with all that Flower shows of a worker (reference, 5.4). */
final class Statistics {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final PoolOptions options;
  private final Work work;
  private final LamportClock clock;
  private final ObjectNode broker;
  private final long startNanos = System.nanoTime();

  /** What the pool does. */
  record Work(Pool pool, Slots slots, RunningTasks running, TaskTally tally) {}

  /**
   * @param broker the broker as Celery shows it, without its password
   */
  Statistics(PoolOptions options, Work work, LamportClock clock, ObjectNode broker) {
    this.options = options;
    this.work = work;
    this.clock = clock;
    this.broker = broker;
  }

  ObjectNode read() {
    ObjectNode stats = JSON.objectNode();
    ObjectNode total = stats.putObject("total");
    work.tally().started().forEach(total::put);
    stats.put("pid", ProcessHandle.current().pid());
    stats.put("clock", Long.toString(clock.value()));
    stats.put("uptime", Duration.ofNanos(System.nanoTime() - startNanos).toSeconds());
    stats.set("pool", pool());
    stats.set("broker", broker.deepCopy());
    stats.put("prefetch_count", work.slots().total());
    stats.set("rusage", ResourceUsage.read());
    return stats;
  }

  private ObjectNode pool() {
    ObjectNode pool = JSON.objectNode();
    int slots = work.slots().total();
    pool.put("implementation", work.pool().getClass().getName()).put("max-concurrency", slots);
    if (options.type() == PoolType.GREEN) {
      int running = work.running().size();
      return pool.put("free-threads", Math.max(0, slots - running)).put("running-threads", running);
    }
    var processes = pool.putArray("processes");
    work.pool().processes().forEach(processes::add);
    Integer mostTasks = options.children().mostTasks();
    if (mostTasks == null) {
      pool.put("max-tasks-per-child", "N/A");
    } else {
      pool.put("max-tasks-per-child", mostTasks);
    }
    pool.put("put-guarded-by-semaphore", true);
    pool.putArray("timeouts")
        .add(seconds(options.limits().soft()))
        .add(seconds(options.limits().hard()));
    return pool.put("writes", "N/A");
  }

  private static double seconds(@Nullable Duration limit) {
    return limit == null ? 0 : limit.toMillis() / 1e3;
  }
}
