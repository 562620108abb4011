package dev.greenfork.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.protocol.Decoded;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.MessageDecoder;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.ResultMeta;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.testkit.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GreenforkClientIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  record Point(int x, int y) {}

  private RedisServer server;
  private GreenforkClient client;
  private Broker broker;
  private TaskConsumer worker;

  @BeforeEach
  void start() {
    server = RedisServer.start();
    client = GreenforkClient.connect(server.url());
    broker = Brokers.open(BrokerSettings.of(server.url()));
    worker = broker.consume(new ConsumerSpec("w@host", "green", 1, List.of("celery", "feeds")));
  }

  @AfterEach
  void stop() {
    client.close();
    broker.close();
    server.close();
  }

  @Test
  void sends_what_a_celery_client_would_send() throws Exception {
    Instant eta = Instant.parse("2030-01-02T03:04:05Z");
    client.send(
        new TaskCall(
            "feeds.fetch",
            Arrays.asList("http://a", null, new Point(1, 2)),
            Map.of("fingerprint", true),
            SendOptions.DEFAULT
                .queue("feeds")
                .priority(5)
                .eta(eta)
                .expires(eta.plusSeconds(60))
                .hardLimit(Duration.ofSeconds(30))
                .softLimit(Duration.ofSeconds(20))),
        JsonNode.class);

    TaskMessage message = next();

    assertThat(message.task()).isEqualTo("feeds.fetch");
    assertThat(message.body().args()).hasToString("[\"http://a\",null,{\"x\":1,\"y\":2}]");
    assertThat(message.body().kwargs()).hasToString("{\"fingerprint\":true}");
    assertThat(message.headers().origin().argsRepr())
        .isEqualTo("('http://a', None, {'x': 1, 'y': 2})");
    assertThat(message.headers().origin().kwargsRepr()).isEqualTo("{'fingerprint': True}");
    assertThat(message.headers().origin().node()).matches("gen\\d+@.+");
    assertThat(message.headers().timing().eta()).isEqualTo(eta);
    assertThat(message.headers().timing().hardLimit()).isEqualTo(Duration.ofSeconds(30));
    assertThat(message.headers().lineage().rootId()).isEqualTo(message.id());
    assertThat(message.properties().priority()).isEqualTo(5);
    assertThat(message.properties().correlationId()).isEqualTo(message.id());
    assertThat(message.properties().expiration()).isNotNull();
  }

  @Test
  void maps_the_result_to_the_type_asked_for() throws Exception {
    AsyncResult<Integer> result = client.send(TaskCall.of("demo.add", 2, 3), Integer.class);
    TaskMessage message = next();
    succeed(message.id());

    assertThat(result.get(PATIENCE)).isEqualTo(5);
    assertThat(client.result(result.id(), JsonNode.class).get(PATIENCE))
        .isEqualTo(IntNode.valueOf(5));
    assertThatThrownBy(() -> client.result(result.id(), Point.class).get(PATIENCE))
        .isInstanceOf(ArgumentException.class);
  }

  @Test
  void tells_of_a_failure_with_the_workers_words() throws Exception {
    AsyncResult<Integer> result = client.send(TaskCall.of("demo.fail"), Integer.class);
    ExceptionInfo info = ExceptionInfo.of("ValueError", "no", "builtins");
    store(
        ResultMeta.failure(result.id(), info, "Traceback\n", Instant.EPOCH, ResultMeta.Links.NONE));

    assertThatThrownBy(() -> result.get(PATIENCE))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> {
              assertThat(e)
                  .hasMessageContaining("ValueError: no")
                  .hasMessageContaining(result.id());
              assertThat(e.type()).isEqualTo("ValueError");
              assertThat(e.module()).isEqualTo("builtins");
              assertThat(e.status()).isEqualTo("FAILURE");
              assertThat(e.remoteTraceback()).isEqualTo("Traceback\n");
            });
    assertThat(result.onComplete().toCompletableFuture())
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(TaskFailedException.class);
  }

  @Test
  void waits_past_states_that_are_not_the_end() throws Exception {
    AsyncResult<JsonNode> result = client.send(TaskCall.of("demo.none"), JsonNode.class);
    var done = result.onComplete().toCompletableFuture();
    store(ResultMeta.started(result.id(), "w@host", 1, ResultMeta.Links.NONE));
    assertThatThrownBy(() -> result.get(Duration.ofMillis(200)))
        .isInstanceOf(TaskTimeoutException.class)
        .hasMessageContaining(result.id());
    store(
        ResultMeta.success(
            result.id(), NullNode.getInstance(), Instant.EPOCH, ResultMeta.Links.NONE));

    assertThat(done.get(10, TimeUnit.SECONDS)).isEqualTo(NullNode.getInstance());
  }

  @Test
  void sends_many_at_once_and_keeps_their_order() throws Exception {
    List<TaskCall> calls =
        IntStream.range(0, 1_200)
            .mapToObj(i -> TaskCall.of("demo.echo", i).onQueue("feeds"))
            .toList();

    List<AsyncResult<Integer>> results =
        client.sendAll(calls, Integer.class).toCompletableFuture().get(20, TimeUnit.SECONDS);

    assertThat(results).hasSize(1_200);
    TaskMessage first = next();
    assertThat(first.id()).isEqualTo(results.getFirst().id());
    assertThat(first.body().args()).hasToString("[0]");
  }

  @Test
  void refuses_arguments_that_are_no_json_and_ends_waits_when_closed() throws Exception {
    assertThatThrownBy(() -> client.send(TaskCall.of("demo.add", new Object()), Integer.class))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("demo.add");
    var waiting = client.result("unknown", Integer.class).onComplete().toCompletableFuture();
    client.close();
    assertThat(waiting)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(BrokerException.class);
  }

  private TaskMessage next() throws InterruptedException {
    Delivery delivery = worker.fetch(1, PATIENCE).getFirst();
    worker.settle(new Settlement.Drop(delivery.tag()));
    return switch (new MessageDecoder(Limits.DEFAULT).decode(delivery.envelope())) {
      case Decoded.Task(TaskMessage message) -> message;
      case Decoded.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  private void succeed(String id) {
    store(ResultMeta.success(id, IntNode.valueOf(5), Instant.EPOCH, ResultMeta.Links.NONE));
  }

  private void store(ResultMeta meta) {
    worker.store(new StoredResult(meta.taskId(), new ResultCodec(Limits.DEFAULT).encode(meta)));
  }
}
