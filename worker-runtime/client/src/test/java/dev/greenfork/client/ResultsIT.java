package dev.greenfork.client;

import static dev.greenfork.client.Canvas.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerRefusedException;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.Fanout;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.ResultMeta;
import dev.greenfork.protocol.control.ControlCodec;
import dev.greenfork.protocol.control.ReceivedControl;
import dev.greenfork.testkit.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results of several tasks, with a worker played by the test. */
class ResultsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ObjectMapper json = new ObjectMapper();
  private RedisServer server;
  private GreenforkClient client;
  private Broker broker;
  private TaskConsumer worker;

  @BeforeEach
  void start() {
    server = RedisServer.start();
    client = GreenforkClient.connect(server.url());
    broker = Brokers.open(BrokerSettings.of(server.url()));
    worker = broker.consume(new ConsumerSpec("w@host", "green", 1, List.of("other")));
  }

  @AfterEach
  void stop() {
    client.close();
    broker.close();
    server.close();
  }

  @Test
  void gives_the_values_of_a_group_in_its_order_and_its_results_as_they_arrive() throws Exception {
    GroupResult<Integer> all = client.send(group(number("a"), number("b"), number("c")));
    Arrivals<Integer> arrivals = all.arrivals();

    succeed(all.results().get(2), "3");
    assertThat(arrivals.next(PATIENCE).id()).isEqualTo(all.results().get(2).id());
    assertThat(all.completed()).isEqualTo(1);
    assertThat(all.state()).isEqualTo("STARTED");
    assertThatThrownBy(() -> arrivals.next(Duration.ofMillis(50)))
        .isInstanceOf(TaskTimeoutException.class)
        .hasMessageContaining("none of 2 tasks");
    succeed(all.results().get(0), "1");
    succeed(all.results().get(1), "2");

    List<Integer> arrived = new ArrayList<>();
    while (arrivals.hasNext()) {
      arrived.add(arrivals.next(PATIENCE).get(PATIENCE));
    }
    assertThat(arrived).containsExactlyInAnyOrder(1, 2);
    assertThat(all.get(PATIENCE)).containsExactly(1, 2, 3);
    assertThat(all.onComplete().toCompletableFuture()).succeedsWithin(PATIENCE);
    assertThat(all.isReady()).isTrue();
  }

  @Test
  void a_group_fails_with_its_first_member_that_fails() throws Exception {
    GroupResult<Integer> all = client.send(group(number("a"), number("b")));
    fail(all.results().get(1));
    succeed(all.results().get(0), "1");

    assertThatThrownBy(() -> all.get(PATIENCE))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining(all.results().get(1).id());
    assertThat(all.state()).isEqualTo("FAILURE");
    assertThat(all.isFailed()).isTrue();
  }

  @Test
  void finds_a_group_again_that_was_saved_and_nothing_of_one_that_was_forgotten() throws Exception {
    GroupResult<Integer> all = client.send(group(number("a"), number("b")));
    all.save();
    succeed(all.results().get(0), "1");
    succeed(all.results().get(1), "2");

    Optional<GroupResult<Integer>> found = client.group(all.id(), Integer.class);

    assertThat(found).isPresent();
    assertThat(found.orElseThrow().get(PATIENCE)).containsExactly(1, 2);
    all.forget();
    assertThat(client.group(all.id(), Integer.class)).isEmpty();
    assertThat(all.results().getFirst().state()).isEqualTo("PENDING");
    assertThat(client.group("unknown", Integer.class)).isEmpty();
  }

  @Test
  void a_chain_knows_the_results_of_the_steps_before_its_last() throws Exception {
    AsyncResult<Integer> last =
        client.send(number("a").then(Step.<Integer, Integer>of("b", Integer.class)));
    AsyncResult<?> first = last.parent().orElseThrow();
    succeed(first, "1");

    assertThat(first.state()).isEqualTo("SUCCESS");
    assertThat(last.state()).isEqualTo("PENDING");
    assertThat(last.isReady()).isFalse();
    assertThat(first.parent()).isEmpty();
    last.forget();
    assertThat(first.state()).isEqualTo("PENDING");
  }

  @Test
  void keeps_type_arguments_and_typed_values_of_results() throws Exception {
    AsyncResult<List<OffsetDateTime>> result =
        client.send(TaskSignature.of("times", new TypeReference<>() {}));
    succeed(result, "[{\"__type__\": \"datetime\", \"__value__\": \"2026-11-23T06:00:00+00:00\"}]");

    assertThat(result.get(PATIENCE)).containsExactly(OffsetDateTime.parse("2026-11-23T06:00:00Z"));
  }

  @Test
  void lists_what_a_task_has_sent() throws Exception {
    AsyncResult<Integer> result = client.send(number("a"));
    ResultMeta meta =
        new ResultMeta(
            result.id(),
            "SUCCESS",
            json.readTree("1"),
            null,
            (com.fasterxml.jackson.databind.node.ArrayNode)
                json.readTree("[[[\"child\", null], null]]"),
            Instant.EPOCH,
            ResultMeta.Links.NONE);
    store(meta);

    assertThat(result.children()).extracting(AsyncResult::id).isEqualTo(List.of("child"));
  }

  @Test
  void revoking_tells_those_who_listen_and_those_who_will() throws Exception {
    BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
    try (Fanout.Subscription listening =
        broker
            .fanout()
            .subscribe(ControlCodec.EXCHANGE, "", (_, envelope) -> heard.add(envelope))) {
      listening.active().toCompletableFuture().get(10, TimeUnit.SECONDS);
      GroupResult<Integer> all = client.send(group(number("a"), number("b")));

      all.revoke();

      byte[] envelope = heard.poll(10, TimeUnit.SECONDS);
      assertThat(envelope).isNotNull();
      assertThat(new ControlCodec().decode(envelope))
          .isInstanceOfSatisfying(
              ReceivedControl.Request.class,
              command -> {
                assertThat(command.request().method()).isEqualTo("revoke");
                assertThat(command.request().arguments().get("task_id")).hasSize(2);
                assertThat(command.request().arguments().get("terminate").asBoolean()).isFalse();
              });
      assertThat(broker.orders().read().revoked())
          .containsExactlyInAnyOrderElementsOf(
              all.results().stream().map(AsyncResult::id).toList());
    }
  }

  @Test
  void says_at_once_what_cannot_be_used() {
    try (RedisServer node = RedisServer.start("--cluster-enabled", "yes");
        GreenforkClient refused = GreenforkClient.connect(node.url())) {
      assertThatThrownBy(refused::check)
          .isInstanceOf(BrokerRefusedException.class)
          .hasMessageContaining("luster");
    }
  }

  private static TaskSignature<Integer> number(String task) {
    return TaskSignature.of(task, Integer.class);
  }

  private void succeed(AsyncResult<?> result, String value) throws Exception {
    store(
        ResultMeta.success(
            result.id(), json.readTree(value), Instant.EPOCH, ResultMeta.Links.NONE));
  }

  private void fail(AsyncResult<?> result) {
    ExceptionInfo info = ExceptionInfo.of("ValueError", "no", "builtins");
    store(ResultMeta.failure(result.id(), info, "", Instant.EPOCH, ResultMeta.Links.NONE));
  }

  private void store(ResultMeta meta) {
    worker.store(new StoredResult(meta.taskId(), new ResultCodec(Limits.DEFAULT).encode(meta)));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> broker.results().read(meta.taskId()).isPresent());
  }
}
