package dev.greenfork.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.broker.Publication;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.canvas.JoinKey;
import dev.greenfork.protocol.canvas.Plan;
import dev.greenfork.protocol.canvas.Planner;
import dev.greenfork.protocol.canvas.ResultTree;
import dev.greenfork.protocol.canvas.Sender;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Plans workflows: what to write, what to publish and what result to wait for. Thread safe. */
final class Sending {

  /**
   * A workflow that is ready to go.
   *
   * @param keys to be written first
   * @param messages to be published then
   * @param result what it will leave
   */
  record Ready(List<JoinKey> keys, List<Outgoing> messages, ResultTree result) {}

  private final SignatureMaker maker;
  private final Planner planner;
  private final MessageEncoder encoder = new MessageEncoder();

  Sending(ObjectMapper mapper, Sender sender, InstantSource clock) {
    this.maker = new SignatureMaker(mapper);
    this.planner = new Planner(sender, () -> UUID.randomUUID().toString(), clock);
  }

  Ready plan(Work<?> work) {
    Plan plan = planner.start(maker.make(work));
    List<Outgoing> messages = plan.messages().stream().map(this::outgoing).toList();
    return new Ready(plan.keys(), messages, Objects.requireNonNull(plan.result(), "result"));
  }

  private Outgoing outgoing(TaskMessage message) {
    String queue = message.properties().routing().routingKey();
    int priority = message.properties().priority();
    return new Outgoing(message, new Publication(queue, priority, encoder.encode(message)));
  }
}
