package dev.greenfork.client;

/**
 * How a client behaves. Immutable.
 *
 * @param taskSendSentEvent whether monitors are told of each task that is sent (Celery's {@code
 *     task_send_sent_event})
 */
public record ClientOptions(boolean taskSendSentEvent) {

  /** As Celery by default: nobody is told. */
  public static final ClientOptions DEFAULT = new ClientOptions(false);

  /** Whether monitors are told of each task that is sent, by {@code task-sent} events. */
  public ClientOptions taskSendSentEvent(boolean told) {
    return new ClientOptions(told);
  }
}
