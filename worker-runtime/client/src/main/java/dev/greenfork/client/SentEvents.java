package dev.greenfork.client;

import dev.greenfork.broker.Announcement;
import dev.greenfork.protocol.LamportClock;
import dev.greenfork.protocol.MessageProperties;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.event.EventEncoder;
import dev.greenfork.protocol.event.Stamped;
import dev.greenfork.protocol.event.TaskEvent;
import java.time.InstantSource;
import java.util.List;

/** Tells monitors what was sent (celery.app.amqp, {@code task-sent}). Thread safe. */
final class SentEvents {

  private final EventEncoder encoder;
  private final LamportClock clock = new LamportClock();
  private final InstantSource time;

  /**
   * @param node the sender's name
   */
  SentEvents(String node, InstantSource time) {
    this.encoder = new EventEncoder(node, ProcessHandle.current().pid());
    this.time = time;
  }

  /** One message to monitors about all of these. */
  Announcement of(List<Outgoing> messages) {
    List<Stamped<TaskEvent>> events =
        messages.stream().map(each -> stamped(sent(each.message()))).toList();
    String key = EventEncoder.routingKey(events.getFirst().what().type());
    return new Announcement(EventEncoder.EXCHANGE, key, encoder.sent(events));
  }

  private Stamped<TaskEvent> stamped(TaskEvent event) {
    return new Stamped<>(event, clock.forward(), time.instant());
  }

  private static TaskEvent sent(TaskMessage message) {
    MessageProperties.Routing routing = message.properties().routing();
    return new TaskEvent.Sent(
        TaskEvent.Shown.of(message, message.task()),
        routing.routingKey(),
        routing.exchange(),
        routing.routingKey());
  }
}
