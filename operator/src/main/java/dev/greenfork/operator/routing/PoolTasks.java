package dev.greenfork.operator.routing;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.StatedTask;
import dev.greenfork.decisions.resources.TaskIndexStatus;
import dev.greenfork.decisions.resources.TaskKind;
import dev.greenfork.decisions.resources.WorkerPoolSpec;
import dev.greenfork.decisions.routing.KnownTask;
import dev.greenfork.decisions.routing.RoutingText;
import dev.greenfork.operator.resources.WorkerPool;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a pool can run, so far as it is known without any of its workers.
 *
 * @param pool its name
 * @param queues those that it serves
 * @param stated its tasks as its spec states them, as {@link RoutingText#ofTasks} writes them; null
 *     where it states none
 * @param digest names the tasks at the broker that its workers told last; null if none ever did
 */
public record PoolTasks(
    String pool,
    PoolType type,
    List<String> queues,
    @Nullable String stated,
    @Nullable String digest) {

  public PoolTasks {
    queues = List.copyOf(queues);
  }

  /** Of a pool as its spec and status say. */
  public static PoolTasks of(WorkerPool pool) {
    WorkerPoolSpec spec = pool.getSpec();
    TaskIndexStatus told = pool.getStatus() == null ? null : pool.getStatus().tasks();
    List<StatedTask> stated = spec.tasks();
    return new PoolTasks(
        pool.getMetadata().getName(),
        spec.type(),
        spec.queueNames(),
        stated == null || stated.isEmpty()
            ? null
            : RoutingText.ofTasks(stated.stream().map(PoolTasks::known).toList()),
        told == null ? null : told.digest());
  }

  private static KnownTask known(StatedTask task) {
    return new KnownTask(
        task.name(), Objects.requireNonNullElse(task.kind(), TaskKind.AUTO), task.requires());
  }
}
