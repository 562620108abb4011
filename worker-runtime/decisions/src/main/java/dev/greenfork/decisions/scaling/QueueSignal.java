package dev.greenfork.decisions.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one queue or sub-queue that the pool serves.
 *
 * @param queue its name, that of the sub-queue where it is one
 * @param at when it was read, by the clock of whoever decides
 * @param backlog what waits there
 * @param delayed what will wait there
 * @param rivals who else serves it
 */
public record QueueSignal(
    String queue, Instant at, Backlog backlog, Delayed delayed, Rivals rivals) {

  /**
   * What waits.
   *
   * @param ready messages of all priorities
   * @param departed messages that workers took since somebody began to count; may start anew
   * @param headAge how long the oldest message waits, where it says when it was sent, else since it
   *     was first seen at the head; null where there is none
   * @param mix share of each task among the messages, from a sample; empty if not known
   */
  public record Backlog(
      long ready, double departed, @Nullable Duration headAge, Map<String, Double> mix) {

    public Backlog {
      mix = Map.copyOf(mix);
    }

    /** Nothing that is known beyond a count. */
    public static Backlog of(long ready, double departed) {
      return new Backlog(ready, departed, null, Map.of());
    }
  }

  /**
   * What waits for its time at the broker.
   *
   * @param count messages
   * @param nextIn how long until the first of them is due, zero if it is; null where there is none
   * @param soon how many are due within the time that a pod takes to start
   */
  public record Delayed(long count, @Nullable Duration nextIn, long soon) {

    /** Nothing. */
    public static final Delayed NONE = new Delayed(0, null, 0);
  }

  /**
   * Who else serves the queue.
   *
   * @param slots of other pools, at their largest
   * @param stockSlots of workers that are nobody's pool, Celery's own for example
   */
  public record Rivals(long slots, long stockSlots) {

    /** Nobody. */
    public static final Rivals NONE = new Rivals(0, 0);
  }
}
