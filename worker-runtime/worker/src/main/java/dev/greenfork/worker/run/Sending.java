package dev.greenfork.worker.run;

import dev.greenfork.broker.Chords;
import dev.greenfork.broker.Publication;
import dev.greenfork.broker.Publisher;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.canvas.Planner;
import java.time.Duration;
import java.time.Instant;

/**
 * What it takes to send tasks and start workflows.
 *
 * @param chords writes what chords need before their parts are sent
 */
public record Sending(Publisher publisher, MessageEncoder encoder, Planner planner, Chords chords) {

  /** What is due sooner waits in a worker. */
  private static final Duration SOON = Duration.ofSeconds(5);

  /** A message as it goes to the broker. */
  public static Publication publication(TaskMessage message, MessageEncoder encoder, Instant now) {
    Instant eta = message.headers().timing().eta();
    boolean late = eta != null && eta.isAfter(now.plus(SOON));
    return new Publication(
        message.properties().routing().routingKey(),
        message.properties().priority(),
        encoder.encode(message),
        late ? eta : null);
  }
}
