package dev.greenfork.operator.routing;

import dev.greenfork.broker.Declaration;
import dev.greenfork.broker.QueueService;
import dev.greenfork.broker.Splits;
import dev.greenfork.operator.foreign.ForeignWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says at a broker which pools serve which queues, for the time when none of their workers lives. A
 * pool of which nobody knows the tasks is not declared: what it alone knows would be taken for
 * unknown by the others. Of workers that are not Greenfork's it says that they are there, so that
 * nothing is split that they could run. For one thread.
 */
final class Declarations {

  /** Three times as long as until it is said again. */
  private static final Duration LIFE = Duration.ofSeconds(60);

  private record Served(String queue, String pool) {}

  private final Splits splits;
  private final TaskLists lists;
  private Set<Served> declared = Set.of();

  Declarations(Splits splits, TaskLists lists) {
    this.splits = splits;
    this.lists = lists;
  }

  /** Declares these, and takes back what was declared of others. */
  void declare(List<PoolTasks> pools, List<ForeignWorker> foreign, Instant now) {
    List<Declaration> next = new ArrayList<>();
    for (PoolTasks pool : pools) {
      String digest = digest(pool, now);
      if (digest != null) {
        pool.queues()
            .forEach(
                queue -> next.add(new Declaration(queue, pool.type().word(), digest, pool.pool())));
      }
    }
    Set<String> queues = new HashSet<>();
    pools.forEach(pool -> queues.addAll(pool.queues()));
    for (ForeignWorker worker : foreign) {
      worker.queues().stream()
          .filter(queues::contains)
          .forEach(
              queue -> next.add(new Declaration(queue, QueueService.FOREIGN, "", worker.node())));
    }
    Set<Served> served = new HashSet<>();
    next.forEach(each -> served.add(new Served(each.queue(), each.pool())));
    for (Served before : declared) {
      if (!served.contains(before)) {
        splits.withdraw(before.queue(), before.pool());
      }
    }
    splits.declare(next, LIFE);
    declared = served;
  }

  private @Nullable String digest(PoolTasks pool, Instant now) {
    String stated = pool.stated();
    if (stated != null) {
      return lists.say(stated, now);
    }
    String told = pool.digest();
    return told != null && lists.keep(told, now) ? told : null;
  }
}
