package dev.greenfork.decisions.placement;

import dev.greenfork.decisions.resources.PoolType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands at the broker about one task, for people and for the next who decides.
 *
 * @param wanted where it would be moved to, were this no dry run; null for nowhere
 * @param advised when somebody was told last that its declaration does not suit it
 * @param cost of a run in either type, in core seconds
 * @param sentence why it is where it is
 */
public record TaskNote(
    Placed placed,
    @Nullable PoolType wanted,
    Instant advised,
    ByType<Double> cost,
    String sentence) {

  /** Of a task that was never seen. */
  public static TaskNote first(Placed placed) {
    return new TaskNote(placed, null, Instant.EPOCH, new ByType<>(0.0, 0.0), "");
  }
}
