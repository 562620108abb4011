package dev.greenfork.worker.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.Endpoint;
import dev.greenfork.broker.Publication;
import dev.greenfork.protocol.Embed;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.TaskBody;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.canvas.Canvas;
import dev.greenfork.protocol.canvas.Plan;
import dev.greenfork.protocol.canvas.Planner;
import dev.greenfork.protocol.canvas.Sender;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.protocol.canvas.SignatureCodec;
import dev.greenfork.testkit.RedisServer;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import dev.greenfork.worker.WorkerOptions;
import dev.greenfork.worker.run.Sending;
import dev.greenfork.worker.tasks.TaskSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.Jedis;

/**
 * Tasks with everything that can follow one: a callback, a next step, and a chord that it
 * completes. What follows runs in a queue that is not its own.
 */
final class StepsFixture implements AutoCloseable {

  /** The queue of all but the last parts. */
  static final String OTHERS = "others";

  /** Whether results have a Redis of their own. */
  enum Results {
    WITH_THE_BROKER,
    ELSEWHERE
  }

  private final RedisServer server = RedisServer.start();
  final Jedis redis = server.jedis();
  private final Jedis results = server.jedis();
  private final int resultDatabase;
  final Broker broker;
  private final MessageEncoder encoder = new MessageEncoder();
  private final Planner planner =
      new Planner(
          new Sender("gen1@host", null, "celery"),
          () -> UUID.randomUUID().toString(),
          Instant::now);

  /** A chord whose last part is not sent yet. */
  record Waiting(String group, TaskMessage last) {}

  StepsFixture(Results where) {
    this.resultDatabase = where == Results.ELSEWHERE ? 1 : 0;
    this.results.select(resultDatabase);
    this.broker = Brokers.open(settings(port()));
  }

  int port() {
    return server.port();
  }

  /** What a worker in another process is told. */
  OtherWorker.Way way(int port, String queue) {
    return new OtherWorker.Way(url(port, 0), url(port, resultDatabase), queue);
  }

  /** A green worker in this process. */
  Worker worker(String name, List<String> queues, int port) {
    WorkerOptions options =
        new WorkerOptions(
            name + "@host",
            queues,
            settings(port),
            PoolOptions.of(PoolType.GREEN, 4),
            new WorkerOptions.Service(
                0, Duration.ofSeconds(10), new WorkerOptions.Events(true, Duration.ofSeconds(1))));
    return Worker.start(options, TaskSet.ofClassPath(), () -> {});
  }

  /** Starts a chord of two parts and sends the first. */
  Waiting begin(String name, String queue) {
    Plan plan =
        planner.start(
            Canvas.chord(
                List.of(
                    note("first-" + name), note("last-" + name).withOption("queue", text(queue))),
                note("body-" + name)));
    broker.chords().prepare(plan.keys());
    publish(plan.messages().getFirst());
    TaskMessage last = plan.messages().getLast();
    Embed embed =
        new Embed(
            list(note("link-" + name)),
            null,
            list(note("next-" + name).withId(UUID.randomUUID().toString())),
            last.body().embed().chord());
    TaskBody body = new TaskBody(last.body().args(), last.body().kwargs(), embed);
    String group = String.valueOf(last.headers().lineage().group());
    return new Waiting(group, new TaskMessage(last.headers(), body, last.properties()));
  }

  /** Whether the first part has ended. */
  boolean isCounted(Waiting chord) {
    return results.zcard("celery-taskset-meta-" + chord.group() + ".j") == 1;
  }

  /** Whether nothing is left to do for the last part. */
  boolean isClosed(Waiting chord) {
    return "done".equals(results.get("celery-taskset-meta-" + chord.group() + ".c"));
  }

  void publish(TaskMessage message) {
    Publication publication = Sending.publication(message, encoder, Instant.now());
    broker.publisher().publish(List.of(publication)).toCompletableFuture().join();
  }

  /** How often the task ran that does this. */
  long runs(String what) {
    String count = redis.get(what);
    return count == null ? 0 : Long.parseLong(count);
  }

  boolean hasSucceeded(TaskMessage message) {
    String meta = results.get("celery-task-meta-" + message.id());
    return meta != null && meta.startsWith("{\"status\": \"SUCCESS\"");
  }

  /** How many deliveries the workers have whose names start so. */
  long recorded(String worker) {
    return redis.keys("greenfork:deliveries:" + worker + "*").stream().mapToLong(redis::hlen).sum();
  }

  private Signature note(String what) {
    ArrayNode args = new ObjectMapper().valueToTree(List.of(server.url(), what));
    return Signature.of("it.note", args).asImmutable().withOption("queue", text(OTHERS));
  }

  private BrokerSettings settings(int port) {
    return BrokerSettings.of(Endpoint.of(url(port, 0)), Endpoint.of(url(port, resultDatabase)));
  }

  private static String url(int port, int database) {
    return "redis://127.0.0.1:%d/%d".formatted(port, database);
  }

  private static ArrayNode list(Signature signature) {
    return JsonNodeFactory.instance.arrayNode().add(SignatureCodec.write(signature));
  }

  private static TextNode text(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }

  @Override
  public void close() {
    broker.close();
    redis.close();
    results.close();
    server.close();
  }
}
