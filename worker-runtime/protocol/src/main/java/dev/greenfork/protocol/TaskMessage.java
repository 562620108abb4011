package dev.greenfork.protocol;

/**
 * One task message: what to run, with what, and how it travelled. Immutable as long as nobody
 * changes its JSON trees.
 *
 * @param headers what Celery calls the message headers (protocol 2); for a protocol 1 message the
 *     same facts, taken from its body
 * @param body arguments and follow-up work
 * @param properties how the message travels
 */
public record TaskMessage(TaskHeaders headers, TaskBody body, MessageProperties properties) {

  /** The task's id. */
  public String id() {
    return headers.id();
  }

  /** The registered name of the task, by which it is dispatched. */
  public String task() {
    return headers.task();
  }

  /** Whether it may have been done already, see {@link MessageProperties.Routing}. */
  public boolean isRedelivered() {
    return properties.routing().redelivered();
  }

  /** The same message, and if {@code again} not for the first time. */
  public TaskMessage redeliveredIf(boolean again) {
    return !again || isRedelivered() ? this : new TaskMessage(headers, body, properties.again());
  }
}
