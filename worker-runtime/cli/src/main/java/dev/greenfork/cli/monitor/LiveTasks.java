package dev.greenfork.cli.monitor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The names of tasks that have not ended, by id, because only the first events of a task name it.
 * Bounded: the oldest are forgotten.
 */
final class LiveTasks {

  private static final int MOST = 50_000;

  private record Live(String name, boolean running) {}

  private final Map<String, Live> tasks = new LinkedHashMap<>();

  void named(String uuid, String name) {
    tasks.putIfAbsent(uuid, new Live(name, false));
    if (tasks.size() > MOST) {
      tasks.remove(tasks.keySet().iterator().next());
    }
  }

  void started(String uuid) {
    tasks.computeIfPresent(uuid, (id, task) -> new Live(task.name(), true));
  }

  /** Takes it out; empty if its name is not known. */
  Optional<String> ended(String uuid) {
    return Optional.ofNullable(tasks.remove(uuid)).map(Live::name);
  }

  /** Its name, if that is known. */
  Optional<String> name(String uuid) {
    return Optional.ofNullable(tasks.get(uuid)).map(Live::name);
  }

  /** How many run, by name. */
  Map<String, Long> running() {
    Map<String, Long> running = new TreeMap<>();
    for (Live task : tasks.values()) {
      if (task.running()) {
        running.merge(task.name(), 1L, Long::sum);
      }
    }
    return running;
  }
}
