package dev.greenfork.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one queue, for whoever sizes pools.
 *
 * @param at when, by the clock of whoever asked
 * @param entrance the queue itself
 * @param parts its sub-queues; only those in which something waits
 * @param delayed what waits for its time
 */
public record QueueReading(
    String queue, Instant at, Lane entrance, Map<SubQueue, Lane> parts, Delayed delayed) {

  public QueueReading {
    parts = Map.copyOf(parts);
  }

  /**
   * Messages that wait in one place, of all priorities.
   *
   * @param ready how many
   * @param headAge since when the oldest of them was seen at the head; null where there is none
   * @param tasks the names of a few of them, each as often as it was met; empty for one that could
   *     not be read
   */
  public record Lane(long ready, @Nullable Duration headAge, List<String> tasks) {

    /** Nothing. */
    public static final Lane EMPTY = new Lane(0, null, List.of());

    public Lane {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * Messages whose time has not come.
   *
   * @param count how many
   * @param next how long until the first is due; null where there is none
   * @param within how many are due within some times, by rising time
   */
  public record Delayed(long count, @Nullable Duration next, List<Due> within) {

    public Delayed {
      within = List.copyOf(within);
    }

    /** How many are due within this time, or the next longer one that was asked for. */
    public long soon(Duration time) {
      Optional<Due> due =
          within.stream().filter(each -> each.within().compareTo(time) >= 0).findFirst();
      return due.map(Due::count).orElse(count);
    }
  }

  /** So many messages are due within this time. */
  public record Due(Duration within, long count) {}

  /** What waits in a sub-queue. */
  public Lane part(SubQueue part) {
    return parts.getOrDefault(part, Lane.EMPTY);
  }

  /** All that waits and could be run, parked messages left out. */
  public long ready() {
    return entrance.ready() + part(SubQueue.GREEN).ready() + part(SubQueue.PREFORK).ready();
  }
}
