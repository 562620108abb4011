package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.TaskCall;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.event.Event;
import dev.greenfork.protocol.event.EventDecoder;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import dev.greenfork.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What monitors hear of a worker, against a real Redis. */
final class EventsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();
  private final Broker broker = Brokers.open(BrokerSettings.of(fixture.redis.url()));
  private final EventDecoder decoder = new EventDecoder(Limits.DEFAULT);
  private final List<Event> heard = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() throws Exception {
    broker
        .fanout()
        .subscribe("celeryev", "#", (key, envelope) -> hear(envelope))
        .active()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void disconnect() {
    broker.close();
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void tells_of_each_step_of_a_task(PoolType pool) throws Exception {
    start(pool, true);
    AsyncResult<Integer> good = fixture.client.send(TaskCall.of("it.echo", 7), Integer.class);
    good.get(PATIENCE);
    AsyncResult<Integer> again = fixture.client.send(TaskCall.of("it.retry"), Integer.class);
    again.get(PATIENCE);
    AsyncResult<JsonNode> unknown = fixture.client.send(TaskCall.of("it.no"), JsonNode.class);

    await().untilAsserted(() -> assertThat(typesOf(unknown.id())).containsExactly("task-failed"));
    assertThat(typesOf(good.id()))
        .containsExactly("task-received", "task-started", "task-succeeded");
    assertThat(typesOf(again.id()))
        .containsSubsequence("task-received", "task-started", "task-retried")
        .endsWith("task-received", "task-started", "task-succeeded");
    Event start = of(good.id()).getFirst();
    assertThat(start.text("name")).contains("it.echo");
    assertThat(start.text("args")).contains("(7,)");
    assertThat(start.hostname()).isEqualTo("test@host");
    Event end = of(good.id()).getLast();
    assertThat(end.text("result")).contains("7");
    assertThat(end.number("runtime").orElse(-1)).isBetween(0.0, 30.0);
    assertThat(heard)
        .extracting(event -> event.number("clock").orElseThrow())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void tells_how_the_worker_is_without_a_word_about_tasks(PoolType pool) throws Exception {
    Worker worker = start(pool, false);
    int runs = 20;
    List<TaskCall> calls =
        IntStream.range(0, runs).mapToObj(i -> TaskCall.of("it.spin", 20)).toList();
    List<AsyncResult<JsonNode>> results =
        fixture.client.sendAll(calls, JsonNode.class).toCompletableFuture().join();
    for (AsyncResult<JsonNode> result : results) {
      result.get(PATIENCE);
    }
    worker.close();

    await().until(() -> !ofType("worker-offline").isEmpty());
    assertThat(heard).noneMatch(Event::isTask);
    assertThat(heard.getFirst().type()).isEqualTo("worker-online");
    assertThat(heard.getLast().number("processed")).hasValue(runs);
    assertThat(heard.getLast().number("slots")).hasValue(2);
    assertThat(heard.getLast().number("slots_used")).hasValue(0);
    assertThat(sum("count")).isEqualTo(runs);
    assertThat(sum("wall")).isBetween(0.02 * runs, 30.0);
    if (pool == PoolType.PREFORK) { // That of green tasks is sampled, see SamplingIT.
      assertThat(sum("cpu")).isBetween(0.001 * runs, sum("wall"));
    }
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void shows_what_is_in_flight_by_queue(PoolType pool) throws Exception {
    start(pool, false);
    AsyncResult<JsonNode> slow = fixture.client.send(TaskCall.of("it.sleep", 600), JsonNode.class);

    await()
        .untilAsserted(
            () ->
                assertThat(ofType("worker-heartbeat"))
                    .anySatisfy(
                        beat -> {
                          assertThat(beat.fields().get("in_flight")).hasToString("{\"celery\":1}");
                          assertThat(beat.number("active")).hasValue(1);
                          assertThat(beat.number("slots_used")).hasValue(1);
                        }));
    slow.get(PATIENCE);
  }

  private Worker start(PoolType pool, boolean tasks) {
    return fixture.start(
        PoolOptions.of(pool, 2), new WorkerOptions.Events(tasks, Duration.ofMillis(200)));
  }

  private void hear(byte[] envelope) {
    EventDecoder.Batch batch = decoder.decode(envelope);
    heard.addAll(batch.events());
    faults.addAll(batch.faults());
  }

  private List<Event> ofType(String type) {
    return heard.stream().filter(event -> event.type().equals(type)).toList();
  }

  private List<Event> of(String uuid) {
    return heard.stream().filter(event -> event.uuid().equals(uuid)).toList();
  }

  private List<String> typesOf(String uuid) {
    return of(uuid).stream().map(Event::type).toList();
  }

  /** Over all that was said about {@code it.spin}. */
  private double sum(String what) {
    return heard.stream()
        .mapToDouble(event -> event.fields().at("/tasks/it.spin/" + what).asDouble(0))
        .sum();
  }
}
