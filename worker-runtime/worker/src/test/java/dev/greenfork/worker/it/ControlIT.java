package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.TaskCall;
import dev.greenfork.client.TaskFailedException;
import dev.greenfork.client.control.RemoteControl;
import dev.greenfork.protocol.control.ControlRequest.Audience;
import dev.greenfork.worker.PoolType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Remote control against a real Redis, of both pools. */
final class ControlIT {

  private static final String NODE = "test@host";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Audience TEST = Audience.of(List.of(NODE));

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();
  private final Broker broker = Brokers.open(BrokerSettings.of(fixture.redis.url()));
  private final RemoteControl control = new RemoteControl(broker, InstantSource.system());

  @AfterEach
  void disconnect() {
    broker.close();
  }

  @Test
  void answers_questions_about_the_node() throws Exception {
    fixture.start(PoolType.GREEN, 3);

    assertThat(ask("ping").toString()).isEqualTo("{\"ok\":\"pong\"}");
    assertThat(ask("clock").get("clock").asLong()).isPositive();
    assertThat(ask("registered")).extracting(JsonNode::textValue).contains("it.echo", "it.sleep");
    assertThat(ask("dump_tasks")).isEqualTo(ask("registered"));
    assertThat(ask("active_queues").get(0).get("name").textValue()).isEqualTo("celery");
    assertThat(ask("report").get("ok").textValue()).contains("greenfork:");
    assertThat(ask("conf").get("worker_concurrency").intValue()).isEqualTo(3);
    assertThat(ask("memsample").textValue()).endsWith("MB");
    assertThat(ask("objgraph").get("error").textValue()).startsWith("ImportError(");
    assertThat(ask("autoscale").toString())
        .isEqualTo("{\"error\":\"ValueError('Autoscale not enabled')\"}");
    assertThat(ask("pool_restart").get("error").textValue()).contains("not enabled");
    assertThat(ask("nonsense").toString()).isEqualTo("{\"error\":\"KeyError('nonsense')\"}");
    assertThat(ask("heartbeat").isNull()).isTrue();
    assertThat(ask("enable_events").get("ok").textValue()).isEqualTo("task events enabled");
    assertThat(ask("enable_events").get("ok").textValue()).isEqualTo("task events already enabled");
    assertThat(ask("disable_events").get("ok").textValue()).isEqualTo("task events disabled");
    JsonNode hello = ask("hello", "{\"from_node\": \"other@host\", \"revoked\": [\"elsewhere\"]}");
    assertThat(hello.get("revoked").toString()).isEqualTo("[\"elsewhere\"]");
    assertThat(ask("hello", "{\"from_node\": \"test@host\"}").isNull()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void shows_what_runs_and_what_it_has_done(PoolType pool) throws Exception {
    fixture.start(pool, 2);
    AsyncResult<Long> running = send("it.sleep", 15_000);
    await().atMost(PATIENCE).until(() -> ask("active").size() == 1);

    JsonNode active = ask("active").get(0);
    assertThat(active.get("id").textValue()).isEqualTo(running.id());
    assertThat(active.get("args").toString()).isEqualTo("[15000]");
    assertThat(active.get("hostname").textValue()).isEqualTo(NODE);
    assertThat(active.get("time_start").doubleValue())
        .isCloseTo(System.currentTimeMillis() / 1e3, org.assertj.core.data.Offset.offset(10.0));
    assertThat(active.get("worker_pid").longValue() == ProcessHandle.current().pid())
        .isEqualTo(pool == PoolType.GREEN);
    assertThat(active.get("delivery_info").toString())
        .isEqualTo(
            "{\"exchange\":\"\",\"routing_key\":\"celery\",\"priority\":0,\"redelivered\":false}");
    assertThat(ask("active", "{\"safe\": true}").get(0).get("args").isTextual()).isTrue();
    JsonNode found = ask("query_task", "{\"ids\": \"%s\"}".formatted(running.id()));
    assertThat(found.get(running.id()).get(0).textValue()).isEqualTo("active");
    JsonNode stats = ask("stats");
    assertThat(stats.get("total").get("it.sleep").intValue()).isEqualTo(1);
    assertThat(stats.get("pool").get("max-concurrency").intValue()).isEqualTo(2);
    assertThat(stats.get("rusage").get("maxrss").longValue()).isPositive();
    assertThat(stats.get("broker").get("transport").textValue()).isEqualTo("redis");
    control.revoke(List.of(running.id()), Optional.of("SIGKILL"));
    assertRevoked(running, "terminated");
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void terminates_a_running_task_and_goes_on(PoolType pool) throws Exception {
    fixture.start(pool, 1);
    AsyncResult<Long> running = send("it.sleep", 60_000);
    await().atMost(PATIENCE).until(() -> ask("active").size() == 1);

    JsonNode answer =
        ask("terminate", "{\"signal\": \"TERM\", \"task_id\": \"%s\"}".formatted(running.id()));

    assertThat(answer.get("ok").textValue()).isEqualTo("terminate: " + running.id());
    assertRevoked(running, "terminated");
    assertThat(send("it.echo", 7).get(PATIENCE)).isEqualTo(7);
    // A result is stored a moment before its task has left the list.
    await().atMost(PATIENCE).until(() -> ask("active").isEmpty());
  }

  @Test
  void does_not_run_what_was_revoked_while_it_waited() throws Exception {
    fixture.start(PoolType.PREFORK, 1);
    AsyncResult<Long> first = send("it.sleep", 500);
    AsyncResult<Long> second = send("it.sleep", 60_000);

    JsonNode answer = ask("revoke", "{\"task_id\": [\"%s\"]}".formatted(second.id()));

    assertThat(answer.get("ok").textValue())
        .isEqualTo("tasks {'%s'} flagged as revoked".formatted(second.id()));
    assertThat(ask("revoked").toString()).isEqualTo("[\"%s\"]".formatted(second.id()));
    assertRevoked(second, "revoked");
    assertThat(first.get(PATIENCE)).isEqualTo(500);
    await().atMost(PATIENCE).until(() -> fixture.recorded() == 0);
  }

  @Test
  void does_not_run_what_was_revoked_before_any_worker_started() throws Exception {
    AsyncResult<Long> byId = send("it.sleep", 60_000);
    control.revoke(List.of(byId.id()), Optional.empty());
    fixture.start(PoolType.GREEN, 1);

    assertRevoked(byId, "revoked");
    assertThat(ask("revoked").toString()).contains(byId.id());
  }

  @Test
  void revokes_and_terminates_by_stamp() throws Exception {
    TaskCall call = TaskCall.of("it.sleep", 60_000);
    TaskCall stamped = call.with(options -> options.stamp("customer", "a"));
    AsyncResult<Long> waiting = fixture.client.send(stamped, Long.class);
    control.revokeStamped(Map.of("customer", List.of("a", "b")), Optional.empty());
    fixture.start(PoolType.GREEN, 1);
    assertRevoked(waiting, "revoked");

    TaskCall other = call.with(options -> options.stamp("customer", "c"));
    AsyncResult<Long> running = fixture.client.send(other, Long.class);
    await().atMost(PATIENCE).until(() -> ask("active").size() == 1);
    control.revokeStamped(Map.of("customer", List.of("c")), Optional.of("SIGTERM"));
    assertRevoked(running, "terminated");
  }

  @Test
  void keeps_limits_for_a_worker_that_starts_later() throws Exception {
    fixture.start(PoolType.GREEN, 1);
    assertThat(ask("rate_limit", "{\"task_name\": \"it.echo\", \"rate_limit\": \"7/m\"}", all()))
        .hasToString("{\"ok\":\"new rate limit set successfully\"}");
    assertThat(ask("time_limit", "{\"task_name\": \"it.sleep\", \"soft\": 0.2}", all()))
        .hasToString("{\"ok\":\"time limits set successfully\"}");
    fixture.stop();
    fixture.start(PoolType.GREEN, 1);

    assertThat(ask("registered"))
        .extracting(JsonNode::textValue)
        .contains("it.echo [rate_limit=7/m]", "it.sleep");
    assertThatThrownBy(() -> send("it.sleep", 60_000).get(PATIENCE))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> assertThat(e.type()).isEqualTo("SoftTimeLimitExceeded"));
    assertThat(ask("rate_limit", "{\"task_name\": \"it.echo\", \"rate_limit\": 0}"))
        .hasToString("{\"ok\":\"rate limit disabled successfully\"}");
    assertThat(ask("rate_limit", "{\"task_name\": \"it.echo\", \"rate_limit\": \"fast\"}"))
        .asString()
        .startsWith("{\"error\":\"Invalid rate limit string: ValueError(");
    assertThat(ask("rate_limit", "{\"task_name\": \"none\", \"rate_limit\": \"1/s\"}"))
        .hasToString("{\"error\":\"unknown task\"}");
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void grows_and_shrinks_the_pool_without_ending_a_task(PoolType pool) throws Exception {
    fixture.start(pool, 1);
    AsyncResult<Long> first = send("it.sleep", 3_000);
    AsyncResult<Long> second = send("it.sleep", 3_000);
    await().atMost(PATIENCE).until(() -> ask("active").size() == 1);

    assertThat(ask("pool_grow").toString()).isEqualTo("{\"ok\":\"pool will grow\"}");
    await().atMost(PATIENCE).until(() -> ask("active").size() == 2);
    await()
        .atMost(PATIENCE)
        .until(() -> fixture.redis.ask("HVALS greenfork:workers").contains("\"concurrency\":2"));
    assertThat(ask("pool_shrink").toString()).isEqualTo("{\"ok\":\"pool will shrink\"}");

    assertThat(first.get(PATIENCE)).isEqualTo(3_000);
    assertThat(second.get(PATIENCE)).isEqualTo(3_000);
    assertThat(ask("stats").get("pool").get("max-concurrency").intValue()).isEqualTo(1);
    assertThat(ask("pool_shrink").get("error").textValue()).startsWith("ValueError(");
    assertThat(ask("pool_grow", "{\"n\": \"many\"}").get("error").textValue())
        .startsWith("TypeError(");
    if (pool == PoolType.PREFORK) {
      await().atMost(PATIENCE).until(() -> ask("stats").at("/pool/processes").size() == 1);
    }
  }

  @Test
  void serves_another_queue_and_leaves_it_again() throws Exception {
    fixture.start(PoolType.GREEN, 2);

    assertThat(ask("add_consumer", "{\"queue\": \"extra\"}").get("ok").textValue())
        .isEqualTo("add consumer extra");
    TaskCall call = TaskCall.of("it.echo", 5).onQueue("extra");
    assertThat(fixture.client.send(call, Integer.class).get(PATIENCE)).isEqualTo(5);
    assertThat(ask("cancel_consumer", "{\"queue\": \"extra\"}").get("ok").textValue())
        .isEqualTo("no longer consuming from extra");
    assertThat(ask("active_queues")).hasSize(1);
    assertThat(ask("add_consumer", "{\"queue\": \"x.dead\"}").get("error").textValue())
        .contains("names ending in");
    assertThat(ask("add_consumer").get("error").textValue())
        .isEqualTo("TypeError(\"add_consumer() missing 1 required positional argument: 'queue'\")");
  }

  @Test
  void survives_requests_that_make_no_sense() throws Exception {
    fixture.start(PoolType.GREEN, 1);
    for (String body : List.of("", "{", "[]", "null", "{\"body\": \"x\"}", "\u0000")) {
      broker.fanout().publish("celery.pidbox", "", body.getBytes(StandardCharsets.UTF_8));
    }
    Audience odd = new Audience(null, "(", "pcre");
    control.tell(RemoteControl.Command.of("ping", odd));
    control.tell(RemoteControl.Command.of("revoke", Audience.ALL));

    assertThat(ask("ping").toString()).isEqualTo("{\"ok\":\"pong\"}");
    Audience matching = new Audience(null, "te*", "glob");
    assertThat(control.ask(RemoteControl.Command.of("ping", matching), Duration.ofSeconds(1)))
        .containsOnlyKeys(NODE);
    Audience others = new Audience(null, "other*", "glob");
    assertThat(control.ask(RemoteControl.Command.of("ping", others), Duration.ofMillis(200)))
        .isEmpty();
  }

  @Test
  void catches_up_with_what_it_missed_while_its_connection_was_broken() throws Exception {
    fixture.start(PoolType.GREEN, 1);
    assertThat(ask("revoked")).isEmpty();
    broker.orders().revoke(List.of("missed")).toCompletableFuture().join();

    fixture.redis.ask("CLIENT KILL TYPE pubsub");

    // While it is away nobody answers, so each question has a short patience.
    RemoteControl.Command revoked = RemoteControl.Command.of("revoked", TEST);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                String.valueOf(control.ask(revoked, Duration.ofMillis(300)).get(NODE))
                    .contains("missed"));
  }

  @Test
  void shuts_down_warmly_on_request() throws Exception {
    var worker = fixture.start(PoolType.GREEN, 1);
    AsyncResult<Long> running = send("it.sleep", 500);
    await().atMost(PATIENCE).until(() -> ask("active").size() == 1);

    control.tell(RemoteControl.Command.of("shutdown", TEST));

    assertThat(worker.awaitStop(PATIENCE)).isTrue();
    assertThat(running.get(PATIENCE)).isEqualTo(500);
  }

  @Test
  void hides_the_password_of_the_broker() throws Exception {
    fixture.redis.ask("ACL SETUSER alice on >secret ~* &* +@all");
    String url = fixture.redis.url().replace("redis://", "redis://alice:secret@");
    fixture.start(url);

    for (String question : List.of("conf", "stats", "report")) {
      assertThat(ask(question).toString()).doesNotContain("secret");
    }
    assertThat(ask("conf").get("broker_url").textValue()).contains("alice:********@");
    assertThat(ask("stats").at("/broker/userid").textValue()).isEqualTo("alice");
  }

  private static void assertRevoked(AsyncResult<?> result, String reason) {
    assertThatThrownBy(() -> result.get(PATIENCE))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> {
              assertThat(e.type()).isEqualTo("TaskRevokedError");
              assertThat(e.getMessage()).contains(reason);
            });
  }

  private AsyncResult<Long> send(String task, long argument) throws InterruptedException {
    return fixture.client.send(TaskCall.of(task, argument), Long.class);
  }

  private static Audience all() {
    return Audience.ALL;
  }

  private JsonNode ask(String command) throws Exception {
    return ask(command, "{}");
  }

  private JsonNode ask(String command, String arguments) throws Exception {
    return ask(command, arguments, TEST);
  }

  private JsonNode ask(String command, String arguments, Audience audience)
      throws InterruptedException, JsonProcessingException {
    ObjectNode given = (ObjectNode) new ObjectMapper().readTree(arguments);
    Duration patience = audience.isEverybody() ? Duration.ofSeconds(1) : PATIENCE;
    Map<String, JsonNode> answers =
        control.ask(new RemoteControl.Command(command, given, audience), patience);
    @Nullable JsonNode mine = answers.get(NODE);
    return Objects.requireNonNull(mine, () -> "no answer to " + command);
  }
}
