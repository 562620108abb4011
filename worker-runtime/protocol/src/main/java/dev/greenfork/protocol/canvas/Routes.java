package dev.greenfork.protocol.canvas;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks go whose signature names no queue: what Celery's {@code task_routes} and {@code
 * task_default_queue} say to whoever sends. Immutable.
 *
 * @param byTask queues by task name; a name that ends in {@code *} stands for all that begin so,
 *     and the longest that fits wins
 * @param otherwise the queue of all other tasks
 */
public record Routes(Map<String, String> byTask, String otherwise) {

  /** Celery's default: all to the queue {@code celery}. */
  public static final Routes DEFAULT = to("celery");

  public Routes {
    byTask = Map.copyOf(byTask);
  }

  /** All to one queue. */
  public static Routes to(String queue) {
    return new Routes(Map.of(), queue);
  }

  /** The queue of the task of this name. */
  public String queueOf(String task) {
    if (byTask.isEmpty()) {
      return otherwise;
    }
    @Nullable String exact = byTask.get(task);
    if (exact != null) {
      return exact;
    }
    for (int length = task.length(); length >= 0; length--) {
      @Nullable String queue = byTask.get(task.substring(0, length) + "*");
      if (queue != null) {
        return queue;
      }
    }
    return otherwise;
  }
}
