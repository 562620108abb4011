package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.Endpoint;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.GreenforkClient;
import dev.greenfork.client.TaskCall;
import dev.greenfork.client.control.RemoteControl;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.control.ControlRequest.Audience;
import dev.greenfork.protocol.event.Event;
import dev.greenfork.protocol.event.EventDecoder;
import dev.greenfork.testkit.FaultProxy;
import dev.greenfork.testkit.FaultyLink;
import dev.greenfork.testkit.RedisServer;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import dev.greenfork.worker.WorkerOptions;
import dev.greenfork.worker.tasks.TaskSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each of a worker's links to its broker and result backend fails alone, while the worker works:
 * nothing is lost, and afterwards it consumes, answers and tells as before.
 */
final class LinksIT {

  enum Fault {
    CUT,
    LOSE_REPLIES,
    HALF_CLOSE,
    STALL
  }

  private static final String NODE = "test@host";

  /** A subscription that is silent is given up after 15 s. */
  private static final Duration HEALING = Duration.ofSeconds(30);

  private final RedisServer server = RedisServer.start();
  private final FaultProxy proxy = FaultProxy.before(server.port());
  private final BrokerSettings direct =
      BrokerSettings.of(
          Endpoint.of(server.url()),
          Endpoint.of("redis://127.0.0.1:%d/1".formatted(server.port())));
  private final GreenforkClient client = GreenforkClient.connect(direct);
  private final Broker broker = Brokers.open(direct);
  private final RemoteControl control = new RemoteControl(broker, InstantSource.system());
  private final List<Event> heard = new CopyOnWriteArrayList<>();
  private final Worker worker = worker();

  @AfterEach
  void close_and_look_for_leaks() {
    worker.close();
    broker.close();
    client.close();
    proxy.close();
    server.close();
    Leaks.assertNone();
  }

  @ParameterizedTest
  @CsvSource({
    "publish, CUT",
    "publish, LOSE_REPLIES",
    "publish, HALF_CLOSE",
    "publish, STALL",
    "results, CUT",
    "results, LOSE_REPLIES",
    "results, STALL",
    "settle, CUT",
    "settle, LOSE_REPLIES",
    "settle, STALL",
    "fanout, CUT",
    "fanout, LOSE_REPLIES",
    "fanout, STALL",
    "hear, CUT",
    "hear, HALF_CLOSE",
    "hear, STALL"
  })
  void loses_nothing_when_this_link_fails(String role, Fault fault) throws Exception {
    listen();
    works();
    FaultyLink link = proxy.links("greenfork:" + role).getLast();

    List<AsyncResult<String>> sent = send(20);
    strike(link, fault);
    sent.addAll(send(20));

    ended(sent);
    await()
        .atMost(HEALING)
        .until(
            () -> {
              List<FaultyLink> links = proxy.links("greenfork:" + role);
              return !links.isEmpty() && links.getLast() != link;
            });
    answers();
    works();
    assertThat(server.ask("KEYS greenfork:deliveries:*")).startsWith("*0");
  }

  /** The task sends another one, whose id is its result. */
  private List<AsyncResult<String>> send(int count) throws InterruptedException {
    List<AsyncResult<String>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(client.send(TaskCall.of("it.send"), String.class));
    }
    return sent;
  }

  private void ended(List<AsyncResult<String>> sent) throws Exception {
    for (AsyncResult<String> each : sent) {
      String child = each.get(HEALING);
      assertThat(client.result(child, String.class).get(HEALING)).isEqualTo("from it.send");
    }
    await()
        .atMost(HEALING)
        .untilAsserted(
            () ->
                assertThat(heard)
                    .filteredOn(event -> event.type().equals("task-succeeded"))
                    .extracting(Event::uuid)
                    .containsAll(sent.stream().map(AsyncResult::id).toList()));
  }

  private void works() throws Exception {
    ended(send(3));
    long beats = beats();
    await().atMost(HEALING).until(() -> beats() > beats + 1);
    await().atMost(HEALING).until(() -> server.ask("KEYS greenfork:deliveries:*").startsWith("*0"));
  }

  private void answers() {
    RemoteControl.Command ping =
        new RemoteControl.Command(
            "ping", JsonNodeFactory.instance.objectNode(), Audience.of(List.of(NODE)));
    await()
        .atMost(HEALING)
        .untilAsserted(
            () -> {
              JsonNode pong = control.ask(ping, Duration.ofSeconds(2)).get(NODE);
              assertThat(pong).hasToString("{\"ok\":\"pong\"}");
            });
  }

  private long beats() {
    return heard.stream().filter(event -> event.type().equals("worker-heartbeat")).count();
  }

  private void listen() throws Exception {
    EventDecoder decoder = new EventDecoder(Limits.DEFAULT);
    broker
        .fanout()
        .subscribe("celeryev", "#", (_, news) -> heard.addAll(decoder.decode(news).events()))
        .active()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private static void strike(FaultyLink link, Fault fault) {
    switch (fault) {
      case CUT -> link.cut();
      case LOSE_REPLIES -> link.loseReplies();
      case HALF_CLOSE -> link.halfCloseReplies();
      case STALL -> link.stall();
    }
  }

  private Worker worker() {
    String url = "redis://127.0.0.1:%d/%d?socket_timeout=1";
    BrokerSettings proxied =
        BrokerSettings.of(
            Endpoint.of(url.formatted(proxy.port(), 0)),
            Endpoint.of(url.formatted(proxy.port(), 1)));
    WorkerOptions options =
        new WorkerOptions(
            NODE,
            List.of("celery"),
            proxied,
            PoolOptions.of(PoolType.GREEN, 20),
            new WorkerOptions.Service(
                0, Duration.ofSeconds(10), new WorkerOptions.Events(true, Duration.ofMillis(200))));
    return Worker.start(options, TaskSet.ofClassPath(), () -> {});
  }
}
