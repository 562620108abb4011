package dev.greenfork.worker.it;

import dev.greenfork.task.TaskContext;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * What ran how often. A second run is no fault as long as the first was not acknowledged, which is
 * asked of the broker at that moment.
 */
final class Ledger {

  private static final AtomicReference<Ledger> CURRENT = new AtomicReference<>();

  private final Predicate<String> acknowledged;
  private final Map<String, Integer> runs = new ConcurrentHashMap<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();

  private Ledger(Predicate<String> acknowledged) {
    this.acknowledged = acknowledged;
  }

  /**
   * Opens a new one.
   *
   * @param acknowledged whether the task of this id is acknowledged, by the broker's own word
   */
  static Ledger open(Predicate<String> acknowledged) {
    Ledger ledger = new Ledger(acknowledged);
    CURRENT.set(ledger);
    return ledger;
  }

  /** The body of a task that takes this long. */
  static Object run(long millis) throws InterruptedException {
    CURRENT.get().begin(TaskContext.current().id());
    Thread.sleep(millis);
    return millis;
  }

  /** How many tasks ran. */
  int tasks() {
    return runs.size();
  }

  /** How many tasks ran more than once. */
  long repeated() {
    return runs.values().stream().filter(count -> count > 1).count();
  }

  /** The tasks that ran again after they had been acknowledged. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  private void begin(String id) {
    if (runs.merge(id, 1, Integer::sum) > 1 && acknowledged.test(id)) {
      violations.add(id);
    }
  }
}
