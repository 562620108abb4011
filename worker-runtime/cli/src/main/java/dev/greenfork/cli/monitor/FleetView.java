package dev.greenfork.cli.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fleet at one moment.
 *
 * @param faults events that could not be understood
 */
public record FleetView(
    Instant at, List<Worker> workers, List<Queue> queues, List<Task> tasks, long faults) {

  /**
   * A worker.
   *
   * @param online whether its last heartbeat is recent
   * @param slots null for workers that are not Greenfork's
   * @param slotsUsed null for workers that are not Greenfork's
   * @param perSecond tasks started, over the last seconds
   * @param load of its machine over the last minute
   */
  public record Worker(
      String name,
      boolean online,
      @Nullable Integer slots,
      @Nullable Integer slotsUsed,
      long active,
      long processed,
      double perSecond,
      double load,
      String software) {}

  /**
   * A queue.
   *
   * @param ready messages by priority step; empty if it was not asked for
   * @param inFlight at workers that tell
   */
  public record Queue(String name, Map<Integer, Long> ready, long inFlight) {

    /** Messages of all priorities. */
    public long readyInAll() {
      return ready.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * What is known of a task since the watch began.
   *
   * @param runs that ended
   * @param wallSeconds of one run, on average; null if unknown
   * @param cpuSeconds of one run, on average; null where it is not measured
   * @param running now; known from task events only, as the rest
   */
  public record Task(
      String name,
      long runs,
      double perSecond,
      @Nullable Double wallSeconds,
      @Nullable Double cpuSeconds,
      long running,
      long failed,
      long retried) {}
}
