package dev.greenfork.operator.pool;

import static dev.greenfork.operator.status.Statement.no;
import static dev.greenfork.operator.status.Statement.unknown;
import static dev.greenfork.operator.status.Statement.yes;

import dev.greenfork.decisions.resources.TaskIndexStatus;
import dev.greenfork.decisions.resources.WorkerPoolSpec;
import dev.greenfork.decisions.routing.KnownTask;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.routing.Finding;
import dev.greenfork.operator.routing.Findings;
import dev.greenfork.operator.routing.RoutingSight;
import dev.greenfork.operator.status.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a pool's tasks, and whether they fit its queues. Pure.
 *
 * @param compatible the condition
 * @param findings what does not fit
 * @param index the tasks of its image; null while nobody has told them
 */
record TaskReport(Statement compatible, List<Finding> findings, @Nullable TaskIndexStatus index) {

  static final String COMPATIBLE = "TasksCompatible";

  private static final int MOST_NAMED = 50;

  TaskReport {
    findings = List.copyOf(findings);
  }

  /**
   * Reports.
   *
   * @param seen what was last seen at its Broker; empty if nothing was
   * @param settled whether all its workers are of the current spec
   */
  static TaskReport of(WorkerPool pool, Optional<RoutingSight> seen, boolean settled) {
    TaskIndexStatus before = pool.getStatus() == null ? null : pool.getStatus().tasks();
    if (seen.isEmpty()) {
      return new TaskReport(
          unknown(COMPATIBLE, "NotSeen", "the queues of the Broker have not been looked at yet"),
          List.of(),
          before);
    }
    RoutingSight sight = seen.get();
    TaskIndexStatus index = index(pool, before, sight, settled);
    WorkerPoolSpec spec = pool.getSpec();
    List<Finding> findings =
        Findings.of(pool.getMetadata().getName(), spec.type(), spec.queueNames(), sight);
    return new TaskReport(statement(pool, index, findings), findings, index);
  }

  private static Statement statement(
      WorkerPool pool, @Nullable TaskIndexStatus index, List<Finding> findings) {
    if (!findings.isEmpty()) {
      return no(
          COMPATIBLE,
          findings.getFirst().kind().reason(),
          findings.stream()
              .map(finding -> finding.sentence(pool.getSpec().type()))
              .collect(Collectors.joining("; ")));
    }
    return index == null
        ? unknown(COMPATIBLE, "NotTold", "no worker of this image has told its tasks yet")
        : yes(COMPATIBLE, "Compatible", "each of its %d tasks has a pool".formatted(index.count()));
  }

  /**
   * What its spec states or its workers told. While these differ from each other, or may be of an
   * image before, what was known before stays; unless the broker has lost it.
   */
  private static @Nullable TaskIndexStatus index(
      WorkerPool pool, @Nullable TaskIndexStatus before, RoutingSight sight, boolean settled) {
    String name = pool.getMetadata().getName();
    if (pool.getSpec().tasks() != null) {
      return sight.declared(name).map(digest -> index(pool, digest, sight)).orElse(before);
    }
    Set<String> told = sight.told(name);
    if (settled && told.size() == 1) {
      return index(pool, told.iterator().next(), sight);
    }
    return before != null && sight.tasks().containsKey(before.digest()) ? before : null;
  }

  private static TaskIndexStatus index(WorkerPool pool, String digest, RoutingSight sight) {
    List<String> names =
        sight.tasks().getOrDefault(digest, List.of()).stream()
            .map(KnownTask::name)
            .sorted()
            .toList();
    return new TaskIndexStatus(
        pool.getSpec().image(), digest, names.size(), names.stream().limit(MOST_NAMED).toList());
  }
}
