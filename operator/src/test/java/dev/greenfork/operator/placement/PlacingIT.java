package dev.greenfork.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.decisions.placement.Policy;
import dev.greenfork.placement.News;
import dev.greenfork.protocol.event.EventEncoder;
import dev.greenfork.protocol.event.Stamped;
import dev.greenfork.protocol.event.WorkDetail;
import dev.greenfork.protocol.event.WorkerEvent;
import dev.greenfork.testkit.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes of the heartbeats of workers, against a real Redis. */
final class PlacingIT {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final RedisServer server = RedisServer.start();
  private final Broker broker = Brokers.open(BrokerSettings.of(server.url()));
  private final List<News> news = new ArrayList<>();
  private final Wish wish =
      new Wish(List.of("q"), Shapes.of(List.of()), Policy.DEFAULT, false, news::addAll);

  @AfterEach
  void stop() {
    broker.close();
    server.close();
  }

  @Test
  void places_tasks_by_their_runs_and_goes_on_where_another_operator_ended() {
    String tasks = "says.cpu\tcpu\t\nsays.nothing\tauto\t\n";
    broker.splits().declare("q", "green", tasks, "g", LONG);
    broker.splits().declare("q", "prefork", tasks, "p", LONG);

    try (Placing first = Placing.at(broker)) {
      lookUntilLearned(first);
    }
    assertThat(broker.splits().rules().learned()).isEqualTo("says.nothing\tgreen\n");
    assertThat(news)
        .extracting(News::sentence)
        .anySatisfy(
            sentence ->
                assertThat(sentence).startsWith("task says.nothing runs in green pools from now"))
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .startsWith("task says.cpu is declared for prefork pools but waits"));
    int told = news.size();

    try (Placing next = Placing.at(broker)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                beat();
                next.look(wish);
                return broker.notes().read("evidence.prefork").getOrDefault("says.cpu", "").length()
                    > 0;
              });
      beat();
      next.look(wish);
    }
    assertThat(news).as("once a day for each task, and nothing moves twice").hasSize(told);
    assertThat(broker.splits().rules().learned()).isEqualTo("says.nothing\tgreen\n");
  }

  private void lookUntilLearned(Placing placing) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              beat();
              placing.look(wish);
              return !broker.splits().rules().learned().isEmpty() && news.size() > 1;
            });
  }

  /** A prefork worker tells of 120 runs of each task, which sleep. */
  private void beat() {
    WorkDetail detail =
        new WorkDetail(
            0,
            0,
            0,
            1000,
            new WorkDetail.Spread(
                new TreeMap<>(Map.of(23, 120L)),
                new TreeMap<>(Map.of(8, 120L)),
                new TreeMap<>(Map.of(0, 120L))));
    WorkerEvent.Work work =
        new WorkerEvent.Work(
            120, Duration.ofSeconds(36), new WorkerEvent.Cpu(120, Duration.ofMillis(180)), detail);
    WorkerEvent event =
        new WorkerEvent(
            WorkerEvent.Kind.HEARTBEAT,
            Duration.ofSeconds(2),
            new WorkerEvent.Activity(
                0,
                120,
                new WorkerEvent.Slots(
                    "prefork",
                    2,
                    0,
                    Map.of("q", 0),
                    Map.of("says.nothing", work, "says.cpu", work, "unheard.of", work),
                    0)),
            List.of(0.0, 0.0, 0.0),
            new WorkerEvent.Software("greenfork", "1", "Linux"));
    byte[] sent = new EventEncoder("p@pod", 1).worker(new Stamped<>(event, 1, Instant.now()));
    broker.fanout().publish(EventEncoder.EXCHANGE, "worker.heartbeat", sent);
  }
}
