package dev.greenfork.broker.redis;

import dev.greenfork.broker.Placer;
import dev.greenfork.broker.ServedQueue;
import dev.greenfork.broker.SubQueue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Places tasks by their names: {@code io.*} into the green pool, {@code cpu.*} into the prefork
 * pool, and the other way round while the rules say {@code swapped}.
 */
final class TestPlacer implements Placer {

  static final List<String> NAMES = List.of("io.a", "io.b", "cpu.a", "cpu.b");

  final List<ServedQueue> adopted = new CopyOnWriteArrayList<>();
  private final Map<String, ServedQueue> current = new ConcurrentHashMap<>();

  @Override
  public String index() {
    return String.join(" ", NAMES);
  }

  @Override
  public Map<String, SubQueue> adopt(ServedQueue queue) {
    adopted.add(queue);
    current.put(queue.queue(), queue);
    Map<String, SubQueue> places = new ConcurrentHashMap<>();
    NAMES.forEach(name -> places.put(name, place(queue, name)));
    return places;
  }

  /** Where a task belongs by what was adopted last; null where it may run anywhere. */
  @Nullable SubQueue placeOf(String queue, String task) {
    ServedQueue served = current.get(queue);
    return served == null || !served.split() ? null : place(served, task);
  }

  private static SubQueue place(ServedQueue queue, String task) {
    boolean swapped = queue.rules().rules().equals("swapped");
    return task.startsWith("io.") == swapped ? SubQueue.PREFORK : SubQueue.GREEN;
  }
}
