package dev.greenfork.protocol.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says about itself (celery.worker.heartbeat), and Greenfork's extra fields, which
 * other monitors pass over.
 *
 * @param frequency of heartbeats; after twice this without one the worker counts as lost
 * @param load of the machine over 1, 5 and 15 minutes
 */
public record WorkerEvent(
    Kind kind, Duration frequency, Activity activity, List<Double> load, Software software) {

  public WorkerEvent {
    load = List.copyOf(load);
  }

  /** The types. */
  public enum Kind {
    ONLINE("worker-online"),
    HEARTBEAT("worker-heartbeat"),
    OFFLINE("worker-offline");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    /** The name of the type. */
    public String type() {
      return type;
    }
  }

  /** Who made the worker: Celery's {@code sw_ident}, {@code sw_ver} and {@code sw_sys}. */
  public record Software(String identity, String version, String system) {}

  /**
   * What it does.
   *
   * @param active tasks that run
   * @param processed tasks that were started since the worker was
   * @param slots null from workers that are not Greenfork's, as the rest
   */
  public record Activity(int active, long processed, @Nullable Slots slots) {}

  /**
   * The extra fields.
   *
   * @param pool its type, {@code green} or {@code prefork}
   * @param total tasks that can run at once
   * @param used of them
   * @param inFlight tasks that were fetched and have not ended, by queue
   * @param tasks the work since the last heartbeat, by task name; names that ran only
   * @param left how many names had no room and come with a later heartbeat
   */
  public record Slots(
      String pool,
      int total,
      int used,
      Map<String, Integer> inFlight,
      Map<String, Work> tasks,
      int left) {}

  /**
   * Runs of one task that ended.
   *
   * @param count how many
   * @param wall time they took in all
   * @param cpu null where it is not measured
   * @param detail how they ended, and how what they took was distributed
   */
  public record Work(long count, Duration wall, @Nullable Cpu cpu, WorkDetail detail) {

    /** Without details. */
    public Work(long count, Duration wall, @Nullable Cpu cpu) {
      this(count, wall, cpu, WorkDetail.NONE);
    }
  }

  /**
   * Processor time.
   *
   * @param count of how many runs; less than all where processes died
   */
  public record Cpu(long count, Duration time) {}
}
