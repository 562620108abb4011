package dev.greenfork.worker.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.protocol.Embed;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.TaskBody;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.canvas.Plan;
import dev.greenfork.protocol.canvas.Planner;
import dev.greenfork.protocol.canvas.Sender;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.worker.run.Sending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts workflows as a client does, and reads what they leave. */
final class WorkflowFixture implements AfterEachCallback {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  final WorkerFixture workers = new WorkerFixture();
  private final Broker broker = Brokers.open(BrokerSettings.of(workers.redis.url()));
  private final MessageEncoder encoder = new MessageEncoder();
  private final Planner planner =
      new Planner(
          new Sender("gen1@host", null, "celery"),
          () -> UUID.randomUUID().toString(),
          Instant::now);

  static Signature task(String name, Object... args) {
    ArrayNode json = new ObjectMapper().valueToTree(args);
    return Signature.of(name, json);
  }

  Plan start(Signature workflow) {
    Plan plan = planner.start(workflow);
    broker.chords().prepare(plan.keys());
    publish(plan.messages());
    return plan;
  }

  /** Sends a task with this embedded, whatever it is. */
  void send(Signature task, Embed embed) {
    TaskMessage plain = planner.start(task).messages().getFirst();
    TaskBody body = new TaskBody(plain.body().args(), plain.body().kwargs(), embed);
    publish(List.of(new TaskMessage(plain.headers(), body, plain.properties())));
  }

  private void publish(List<TaskMessage> messages) {
    broker
        .publisher()
        .publish(
            messages.stream()
                .map(message -> Sending.publication(message, encoder, Instant.now()))
                .toList())
        .toCompletableFuture()
        .join();
  }

  /** The value of the workflow's last result. */
  JsonNode value(Plan plan) throws InterruptedException {
    return value(Objects.requireNonNull(plan.result()).id());
  }

  JsonNode value(String id) throws InterruptedException {
    return workers.client.result(id, JsonNode.class).get(PATIENCE);
  }

  /** What is stored of a task, or the text of a key. */
  String stored(String id) {
    return workers.redis.ask("GET celery-task-meta-" + id);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    broker.close();
    workers.afterEach(context);
  }
}
