package dev.greenfork.worker.it;

import static dev.greenfork.decisions.resources.PoolType.GREEN;
import static dev.greenfork.decisions.resources.PoolType.PREFORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.TaskCall;
import dev.greenfork.decisions.placement.ByType;
import dev.greenfork.decisions.placement.Placed;
import dev.greenfork.decisions.placement.Policy;
import dev.greenfork.decisions.placement.PoolShape;
import dev.greenfork.decisions.resources.TaskKind;
import dev.greenfork.decisions.routing.KnownTask;
import dev.greenfork.placement.Circumstances;
import dev.greenfork.placement.News;
import dev.greenfork.placement.PlacementKeeper;
import dev.greenfork.placement.Shelf;
import dev.greenfork.placement.TaskState;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Worker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tasks that do not say what they do, in a green and a prefork worker at one queue. */
final class PlacementIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long HERE = ProcessHandle.current().pid();
  private static final Policy QUICK =
      new Policy(20, 0.2, Duration.ofMillis(250), Duration.ofHours(1));
  private static final ByType<PoolShape> SHAPES =
      new ByType<>(new PoolShape(100, 1, 1), new PoolShape(2, 2, 1));

  private static final TaskState NONE = TaskState.unknown();

  @RegisterExtension final WorkerFixture fixture = new WorkerFixture();

  private final List<News> news = new ArrayList<>();
  private final Broker broker = Brokers.open(BrokerSettings.of(fixture.redis.url()));
  private final PlacementKeeper keeper = PlacementKeeper.at(broker, InstantSource.system());
  private boolean dryRun;

  @BeforeEach
  void begin() {
    AutoTasks.ENOUGH.set(false);
  }

  @AfterEach
  void end() {
    AutoTasks.ENOUGH.set(true);
    keeper.close();
    broker.close();
  }

  @Test
  void sends_a_task_that_waits_to_green_and_one_that_computes_stays() throws Exception {
    startBoth();

    runAll("auto.sleeps", 40, 20);
    runAll("auto.burns", 40, 10);

    awaitPlace("auto.sleeps", GREEN);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(run("auto.sleeps", 1)).isEqualTo(HERE));
    await()
        .atMost(PATIENCE)
        .until(
            () -> look().getOrDefault("auto.burns", NONE).note().sentence().startsWith("computes"));
    assertThat(run("auto.burns", 1)).isNotEqualTo(HERE);
    assertThat(news).singleElement().isInstanceOf(News.Moved.class);
  }

  @Test
  void exiles_a_task_at_once_that_begins_to_hog_and_remembers_it() throws Exception {
    startBoth();
    runAll("auto.turns", 40, 20);
    awaitPlace("auto.turns", GREEN);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(run("auto.turns", 1)).isEqualTo(HERE));

    fixture.client.send(TaskCall.of("auto.turns", 0), Long.class);
    awaitPlace("auto.turns", PREFORK);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(run("auto.turns", 1)).isNotEqualTo(HERE));
    assertThat(broker.splits().rules().learned()).isEmpty();
    Placed kept = new Shelf(broker.notes()).read().getOrDefault("auto.turns", NONE).note().placed();
    assertThat(kept.exiles()).isEqualTo(1);
    assertThat(kept.restsUntil()).isAfter(kept.since().plus(Duration.ofMinutes(119)));
  }

  @Test
  void moves_nothing_in_a_dry_run_and_says_what_it_would_move() throws Exception {
    dryRun = true;
    startBoth();

    runAll("auto.sleeps", 40, 20);

    await()
        .atMost(PATIENCE)
        .until(() -> look().getOrDefault("auto.sleeps", NONE).note().wanted() != null);
    assertThat(look().getOrDefault("auto.sleeps", NONE).note().sentence())
        .startsWith("dry run, else moved to green: waits");
    assertThat(broker.splits().rules().learned()).isEmpty();
    assertThat(run("auto.sleeps", 1)).isNotEqualTo(HERE);
    assertThat(news).isEmpty();
  }

  private void awaitPlace(String task, dev.greenfork.decisions.resources.PoolType type) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              Placed placed = look().getOrDefault(task, NONE).note().placed();
              return placed.type() == type && (placed.exiles() > 0) == (type == PREFORK);
            });
  }

  private Map<String, TaskState> look() {
    Map<String, KnownTask> tasks = new HashMap<>();
    for (String name : List.of("auto.sleeps", "auto.burns", "auto.turns")) {
      tasks.put(name, new KnownTask(name, TaskKind.AUTO, null));
    }
    news.addAll(keeper.look(() -> new Circumstances(tasks, SHAPES, QUICK, dryRun)));
    return keeper.tasks();
  }

  private void runAll(String task, int count, long millis) throws Exception {
    List<TaskCall> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      calls.add(TaskCall.of(task, millis));
    }
    for (AsyncResult<Long> result :
        fixture.client.sendAll(calls, Long.class).toCompletableFuture().join()) {
      result.get(PATIENCE);
    }
  }

  private long run(String task, long millis) throws Exception {
    return fixture.client.send(TaskCall.of(task, millis), Long.class).get(PATIENCE);
  }

  private void startBoth() {
    Worker green = fixture.start(PoolType.GREEN, 5);
    fixture.start(PoolType.PREFORK, 2);
    await()
        .atMost(PATIENCE)
        .until(() -> Metrics.read(green.httpPort(), "greenfork_queues_split") == 1);
  }
}
