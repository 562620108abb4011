package dev.greenfork.protocol;

import java.util.List;

/**
 * The names of kombu's keys on Redis, without any key prefix (kombu's Redis transport, defaults of
 * {@code sep} and {@code priority_steps}).
 */
public final class QueueKeys {

  /** The priority steps, most urgent first. */
  public static final List<Integer> STEPS = List.of(0, 3, 6, 9);

  /** What stands between the parts of a name. */
  public static final String SEPARATOR = "\u0006\u0016";

  private QueueKeys() {}

  /** The largest step not above {@code priority}, which is clamped to 0..9. */
  public static int step(int priority) {
    int clamped = Math.clamp(priority, 0, 9);
    return clamped - clamped % 3;
  }

  /** The list that holds this queue's messages of this step. */
  public static String list(String queue, int step) {
    return step == 0 ? queue : queue + SEPARATOR + step;
  }

  /**
   * The set that says which queues an exchange feeds; a queue made by name has an exchange of the
   * same name.
   */
  public static String bindings(String exchange) {
    return "_kombu.binding." + exchange;
  }

  /**
   * As {@link #bindings}, for queues that never expire; kombu 5.7 keeps the table while this set
   * exists.
   */
  public static String permanentBindings(String exchange) {
    return "_kombu.binding_permanent." + exchange;
  }

  /** The member of a binding set for a queue bound by its own name. */
  public static String binding(String queue) {
    return queue + SEPARATOR + SEPARATOR + queue;
  }

  /** The key and the channel of a task's result. */
  public static String result(String taskId) {
    return "celery-task-meta-" + taskId;
  }

  /**
   * Kombu's key prefix of a result backend as the key starts with it: it gets an underscore unless
   * it ends in a separator.
   */
  public static String resultPrefix(String keyPrefix) {
    return keyPrefix.isEmpty() || ":_-.".indexOf(keyPrefix.charAt(keyPrefix.length() - 1)) >= 0
        ? keyPrefix
        : keyPrefix + "_";
  }
}
