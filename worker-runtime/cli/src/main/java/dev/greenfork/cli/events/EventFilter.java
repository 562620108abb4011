package dev.greenfork.cli.events;

import dev.greenfork.protocol.event.Event;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events are shown. Remembers the wanted tasks, because only their first events name them.
 */
final class EventFilter {

  private static final int MOST = 100_000;

  private final @Nullable String task;
  private final boolean heartbeats;
  private final Set<String> wanted = new HashSet<>();

  /**
   * @param task a name, or the start of names and {@code *}; null for all tasks and workers
   */
  EventFilter(@Nullable String task, boolean heartbeats) {
    this.task = task;
    this.heartbeats = heartbeats;
  }

  boolean wants(Event event) {
    if (event.type().equals("worker-heartbeat")) {
      return heartbeats;
    }
    if (task == null) {
      return true;
    }
    if (!event.isTask()) {
      return false;
    }
    if (event.text("name").filter(name -> matches(task, name)).isPresent()
        && wanted.size() < MOST) {
      wanted.add(event.uuid());
    }
    return switch (event.type()) {
      case "task-succeeded", "task-failed", "task-revoked" -> wanted.remove(event.uuid());
      default -> wanted.contains(event.uuid());
    };
  }

  private static boolean matches(String pattern, String name) {
    return pattern.endsWith("*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }
}
