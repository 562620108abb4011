package dev.greenfork.operator.routing;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.TaskKind;
import dev.greenfork.decisions.routing.KnownTask;
import dev.greenfork.decisions.routing.Place;
import dev.greenfork.decisions.routing.RouteRules;
import dev.greenfork.decisions.routing.Routed;
import dev.greenfork.decisions.routing.Serving;
import dev.greenfork.operator.foreign.ForeignWorker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What does not fit between a pool and the tasks of its queues. Pure. */
public final class Findings {

  private Findings() {}

  /** Of this pool, the most serious first; empty where everything fits. */
  public static List<Finding> of(
      String pool, PoolType type, List<String> queues, RoutingSight sight) {
    RouteRules rules = sight.allRules();
    List<Finding> findings = new ArrayList<>();
    for (String queue : queues) {
      Serving serving = sight.serving(queue);
      Set<String> parked = new TreeSet<>();
      Set<String> misplaced = new TreeSet<>();
      for (KnownTask task : sight.tasksOf(pool, queue)) {
        Routed routed = serving.routed(task.name(), rules);
        if (routed.place() == Place.PARKED) {
          parked.add(task.name());
        } else if (routed.place() == Place.of(type) && isUnsuited(routed.task(), type)) {
          misplaced.add(task.name());
        }
      }
      Set<String> unknown = new TreeSet<>(sight.unknown().getOrDefault(queue, Set.of()));
      unknown.removeAll(serving.names());
      unknown.removeIf(name -> rules.queueOf(name).isPresent());
      for (ForeignWorker worker : sight.foreign()) {
        if (worker.takesFrom(List.of(queue))) {
          Set<String> missed = new TreeSet<>(serving.names());
          missed.removeAll(worker.tasks());
          missed.removeIf(name -> rules.queueOf(name).isPresent());
          if (!missed.isEmpty()) {
            findings.add(
                new Finding(
                    Finding.Kind.FOREIGN_MISSES, queue, List.copyOf(missed), worker.node()));
          }
        }
      }
      add(findings, Finding.Kind.PARKED, queue, parked);
      add(findings, Finding.Kind.UNKNOWN, queue, unknown);
      add(findings, Finding.Kind.UNSUITED, queue, misplaced);
    }
    findings.sort(Comparator.comparing(Finding::kind));
    return findings;
  }

  private static boolean isUnsuited(KnownTask task, PoolType type) {
    return task.requires() == null
        && task.kind() == (type == PoolType.GREEN ? TaskKind.CPU : TaskKind.IO);
  }

  private static void add(
      List<Finding> findings, Finding.Kind kind, String queue, Set<String> tasks) {
    if (!tasks.isEmpty()) {
      findings.add(new Finding(kind, queue, List.copyOf(tasks), ""));
    }
  }
}
