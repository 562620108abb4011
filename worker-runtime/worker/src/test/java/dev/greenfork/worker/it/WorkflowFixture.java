package dev.greenfork.worker.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.canvas.Plan;
import dev.greenfork.protocol.canvas.Planner;
import dev.greenfork.protocol.canvas.Sender;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.worker.run.Sending;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Starts workflows as a client does, and reads what they leave. */
final class WorkflowFixture implements AutoCloseable {

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
    broker
        .publisher()
        .publish(
            plan.messages().stream()
                .map(message -> Sending.publication(message, encoder, Instant.now()))
                .toList())
        .toCompletableFuture()
        .join();
    return plan;
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
  public void close() {
    broker.close();
    workers.close();
  }
}
