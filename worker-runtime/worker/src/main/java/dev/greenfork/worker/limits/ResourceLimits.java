package dev.greenfork.worker.limits;

import dev.greenfork.task.index.ResourceLimit;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.WorkerException;
import dev.greenfork.worker.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks use each shared resource in this worker. A run enters its resource, or waits for
 * it without a slot until a run that leaves hands it both; if many wait already, its message is to
 * wait at the broker. Tasks without a resource never come here. Thread safe.
 */
public final class ResourceLimits {

  /** Whether a run may start. */
  public sealed interface Entry {

    /** It may, now. */
    record Granted() implements Entry {}

    /** It is kept here; it holds no slot, and whoever leaves starts it. */
    record Waits() implements Entry {}

    /** It is to come again at this time. */
    record Full(Instant again) implements Entry {}
  }

  private final Map<String, ResourceGate> gates = new HashMap<>();

  /**
   * With what the tasks declare.
   *
   * @throws WorkerException if two of them name the same resource with different numbers
   */
  public ResourceLimits(Collection<TaskDefinition> tasks) {
    Map<String, TaskDefinition> declared = new HashMap<>();
    for (TaskDefinition task : tasks) {
      ResourceLimit limit = of(task);
      if (limit == null) {
        continue;
      }
      TaskDefinition other = declared.putIfAbsent(limit.resource(), task);
      if (other == null) {
        gates.put(limit.resource(), new ResourceGate(limit.most()));
      } else if (!limit.equals(of(other))) {
        throw new WorkerException(
            ("Task %s is limited by \"%s\" and task %s by \"%s\". A resource has one limit in a"
                    + " worker: give both the same number, or name two resources.")
                .formatted(other.name(), of(other), task.name(), limit));
      }
    }
  }

  /** Lets a run enter its resource, if it has one. */
  public Entry enter(Run run, Instant now) {
    ResourceGate gate = gate(run);
    return gate == null ? new Entry.Granted() : gate.enter(run, now);
  }

  /**
   * A run that had entered is over, and so is its thread or process.
   *
   * @param took how long it was in, in nanoseconds
   * @return the run that takes its place and its slot; null for none
   */
  public @Nullable Run leave(Run run, long took) {
    ResourceGate gate = gate(run);
    return gate == null ? null : gate.leave(took);
  }

  /**
   * A run that had entered is over, and its slot is gone with it, because the pool has shrunk.
   *
   * @return the runs that wait for nobody any more, the one that came first ahead
   */
  public List<Run> leaveWithSlot(Run run, long took) {
    ResourceGate gate = gate(run);
    return gate == null ? List.of() : gate.leaveWithSlot(took);
  }

  /** Whether this run waits here now. */
  public boolean isWaiting(Run run) {
    ResourceGate gate = gate(run);
    return gate != null && gate.isWaiting(run);
  }

  /** What waits here, in no order. */
  public List<Run> waiting() {
    List<Run> all = new ArrayList<>();
    gates.values().forEach(gate -> all.addAll(gate.waiting()));
    return all;
  }

  /** Takes out what waits, so that it can be handed back. */
  public List<Run> drain() {
    List<Run> all = new ArrayList<>();
    gates.values().forEach(gate -> all.addAll(gate.drain()));
    return all;
  }

  /** Tells the number of runs that wait for each resource. */
  public void waiters(ObjIntConsumer<String> told) {
    new TreeMap<>(gates).forEach((name, gate) -> told.accept(name, gate.waiters()));
  }

  /** Tells the number of runs that use each resource. */
  public void used(ObjIntConsumer<String> told) {
    new TreeMap<>(gates).forEach((name, gate) -> told.accept(name, gate.used()));
  }

  private @Nullable ResourceGate gate(Run run) {
    ResourceLimit limit = of(run.task());
    return limit == null ? null : gates.get(limit.resource());
  }

  private static @Nullable ResourceLimit of(TaskDefinition task) {
    return task.options().limits().resource();
  }
}
