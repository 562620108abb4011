package dev.greenfork.placement;

import dev.greenfork.decisions.placement.ByType;
import dev.greenfork.decisions.placement.Evidence;
import dev.greenfork.decisions.placement.Placed;
import dev.greenfork.decisions.placement.TaskNote;
import dev.greenfork.decisions.resources.PoolType;
import java.time.Instant;

/** What is known of one task, and what was made of it. */
public record TaskState(ByType<Evidence> evidence, TaskNote note) {

  /** Of a task that was never heard of. */
  public static TaskState unknown() {
    return first(Placed.first(Instant.EPOCH));
  }

  static TaskState first(Placed placed) {
    return new TaskState(new ByType<>(Evidence.NONE, Evidence.NONE), TaskNote.first(placed));
  }

  TaskState with(PoolType type, Evidence more) {
    return new TaskState(evidence.with(type, more), note);
  }

  /** When anything was heard of it last. */
  Instant until() {
    Instant green = evidence.green().until();
    Instant prefork = evidence.prefork().until();
    return green.isAfter(prefork) ? green : prefork;
  }
}
