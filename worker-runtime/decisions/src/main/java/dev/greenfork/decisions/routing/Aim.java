package dev.greenfork.decisions.routing;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says about its tasks; what it leaves out stays as the task's author declared it.
 *
 * @param kind a preference; null if nothing is said
 * @param requires the only type of pool that may run them; null if nothing is said
 * @param queue where they are sent on to, untouched, because others run them; null for nowhere
 */
public record Aim(@Nullable TaskKind kind, @Nullable PoolType requires, @Nullable String queue) {

  /** A preference. */
  public static Aim of(TaskKind kind) {
    return new Aim(kind, null, null);
  }

  /** Another queue. */
  public static Aim sendOn(String queue) {
    return new Aim(null, null, queue);
  }

  /** As a person would say it. */
  public String words() {
    if (queue != null) {
      return "queue " + queue;
    }
    String preferred = kind == null ? "" : "kind " + kind.word();
    String required = requires == null ? "" : "requires " + requires.word();
    return preferred.isEmpty() || required.isEmpty()
        ? preferred + required
        : preferred + ", " + required;
  }
}
