package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.BrokerLimits;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Endpoint;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.testkit.FaultProxy;
import dev.greenfork.testkit.FaultyLink;
import dev.greenfork.testkit.RedisServer;
import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.Messages;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.Worker;
import dev.greenfork.worker.WorkerOptions;
import dev.greenfork.worker.tasks.TaskSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/**
 * A worker behind a proxy that cuts, stalls and mangles its connections, and a Redis that is
 * killed. {@code -Dgreenfork.faults.seed} repeats a run, {@code .tasks} changes its size.
 */
final class FaultsIT {

  private static final int TASKS = Integer.getInteger("greenfork.faults.tasks", 20_000);
  private static final Duration HEALING = Duration.ofSeconds(45);

  private final RedisServer server =
      RedisServer.start("--appendonly", "yes", "--appendfsync", "always");
  private final FaultProxy proxy = FaultProxy.before(server.port());
  private final List<Worker> workers = new ArrayList<>();
  private int published;

  @AfterEach
  void close_and_look_for_leaks() {
    workers.reversed().forEach(Worker::close);
    proxy.close();
    server.close();
    Leaks.assertNone();
  }

  @Test
  void loses_and_repeats_nothing_whatever_happens_to_its_connections() throws Exception {
    long seed = Long.getLong("greenfork.faults.seed", System.nanoTime());
    System.out.println("FaultsIT runs with -Dgreenfork.faults.seed=" + seed);
    outlives(seed);
  }

  @Test
  void loses_nothing_with_a_result_backend_of_its_own() throws Exception {
    Ledger ledger = Ledger.open(id -> false);
    Endpoint results = Endpoint.of(url(1));
    BrokerSettings settings =
        new BrokerSettings(
            Endpoint.of(url(0)),
            results,
            BrokerSettings.DEFAULT_RESULT_EXPIRES,
            BrokerLimits.DEFAULT);
    List<String> ids = publish(4_000);
    worker(100, settings);
    Chaos chaos = new Chaos(proxy, System.nanoTime());
    while (ledger.tasks() < ids.size()) {
      chaos.strike();
    }

    await()
        .atMost(HEALING)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(() -> assertThat(results(ids, 1)).as("%s", chaos).isEqualTo(ids.size()));
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void loses_and_repeats_nothing_with_these_seeds(long seed) throws Exception {
    outlives(seed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fetch", "wake", "settle", "lease"})
  void makes_a_connection_anew_that_has_fallen_silent(String role) {
    publish(1);
    worker(10);
    Ledger ledger = Ledger.open(id -> false);
    await().atMost(Duration.ofSeconds(10)).until(() -> ledger.tasks() == 1);
    await().until(() -> !proxy.links("greenfork:" + role).isEmpty());
    FaultyLink silent = proxy.links("greenfork:" + role).getLast();

    silent.stall();
    publish(1);

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(results(ids(2))).isEqualTo(2));
    await()
        .atMost(Duration.ofSeconds(12))
        .until(() -> proxy.links("greenfork:" + role).stream().anyMatch(link -> link != silent));
  }

  private void outlives(long seed) throws Exception {
    Ledger ledger = Ledger.open(this::isStored);
    List<String> ids = publish(TASKS);
    worker(200);
    worker(200);
    Chaos chaos = new Chaos(proxy, seed);
    int kills = 0;
    for (int done = 0; done < TASKS; done = ledger.tasks()) {
      chaos.strike();
      if (done > (kills + 1) * TASKS / 3) {
        kills++;
        server.kill();
        server.restart();
      }
    }

    await()
        .atMost(HEALING)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(
            () -> assertThat(results(ids)).as("seed %d, %s", seed, chaos).isEqualTo(TASKS));
    assertThat(ledger.violations()).as("seed %d, %s", seed, chaos).isEmpty();
    assertThat(ledger.tasks()).as("seed %d", seed).isEqualTo(TASKS);
    System.out.printf(
        "seed %d: %s, %d kills of Redis, %d tasks ran more than once before they were"
            + " acknowledged%n",
        seed, chaos, kills, ledger.repeated());
    consumes_still(seed);
  }

  private void consumes_still(long seed) {
    List<String> probes = IntStream.range(TASKS, TASKS + 50).mapToObj(FaultsIT::id).toList();
    push(probes);
    await()
        .atMost(HEALING)
        .untilAsserted(() -> assertThat(results(probes)).as("seed %d", seed).isEqualTo(50));
    await()
        .atMost(HEALING)
        .untilAsserted(
            () -> assertThat(server.ask("KEYS greenfork:deliveries:*")).startsWith("*0"));
  }

  private String url(int database) {
    return "redis://127.0.0.1:%d/%d?socket_timeout=1".formatted(proxy.port(), database);
  }

  private Worker worker(int concurrency) {
    return worker(concurrency, BrokerSettings.of(url(0)));
  }

  private Worker worker(int concurrency, BrokerSettings settings) {
    WorkerOptions options =
        new WorkerOptions(
            "w" + workers.size() + "@host",
            List.of("celery"),
            settings,
            new PoolOptions(PoolType.GREEN, concurrency, TimeLimits.NONE, ChildOptions.DEFAULT),
            new WorkerOptions.Service(0, Duration.ofSeconds(10)));
    Worker worker = Worker.start(options, TaskSet.ofClassPath(), () -> {});
    workers.add(worker);
    return worker;
  }

  private List<String> publish(int count) {
    List<String> ids = ids(published + count).subList(published, published + count);
    published += count;
    push(ids);
    return ids;
  }

  private void push(List<String> ids) {
    MessageEncoder encoder = new MessageEncoder();
    try (Jedis redis = server.jedis();
        Pipeline pipeline = redis.pipelined()) {
      for (String id : ids) {
        pipeline.lpush(
            "celery".getBytes(StandardCharsets.UTF_8),
            encoder.encode(Messages.message("it.ledger", id, "[70]")));
      }
    }
  }

  /** Asked within a task, while the server may just be restarted. */
  private boolean isStored(String id) {
    AtomicBoolean stored = new AtomicBoolean();
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              try (Jedis redis = server.jedis()) {
                stored.set(redis.exists("celery-task-meta-" + id));
              }
            });
    return stored.get();
  }

  /** How many of these tasks have succeeded, by the broker's own word. */
  private long results(List<String> ids) {
    return results(ids, 0);
  }

  private long results(List<String> ids, int database) {
    try (Jedis redis = server.jedis()) {
      redis.select(database);
      String[] keys = ids.stream().map(id -> "celery-task-meta-" + id).toArray(String[]::new);
      return redis.mget(keys).stream()
          .filter(meta -> meta != null && meta.startsWith("{\"status\": \"SUCCESS\""))
          .count();
    }
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(FaultsIT::id).toList();
  }

  private static String id(int number) {
    return "task-%06d".formatted(number);
  }
}
