package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.QueueReading;
import dev.greenfork.broker.Signals;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.broker.WorkerReading;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

class SignalsIT extends RedisTest {

  private final Heard heard = new Heard();

  @Override
  String[] options() {
    return new String[0];
  }

  @Test
  void tells_the_first_message_of_an_empty_queue_at_once() {
    List<String> queues = IntStream.range(0, 15).mapToObj(i -> "q" + i).toList();
    watch(queues);
    List<Long> micros = new ArrayList<>();
    for (String queue : queues) {
      long sent = System.nanoTime();
      redis.lpush(queue.equals("q7") ? "q7\u0006\u00163" : queue, "m");
      Long seen = await().until(() -> heard.first.get(queue), at -> at != null);
      micros.add((seen - sent) / 1_000);
    }
    micros.sort(null);
    System.out.println("signals: publish to callback, microseconds: " + micros);
    // Quiet queues are looked at each 5 s only: this is the push.
    assertThat(micros.get(micros.size() / 2)).isLessThan(1_000_000);
  }

  @Test
  void looks_each_second_where_client_tracking_is_refused() {
    // Redis 6.2 cannot take away a single subcommand.
    redis.aclSetUser("default", "-client", "+client|id", "+client|setname", "+client|list");
    watch(List.of("q"));
    redis.lpush("q", "m");
    await().until(() -> heard.first.containsKey("q"));
    assertThat(redis.clientList()).doesNotContain("name=greenfork:signals-wake");
  }

  @Test
  void needs_two_connections_however_many_queues_there_are() {
    watch(IntStream.range(0, 100).mapToObj(i -> "q" + i).toList());
    await().until(() -> heard.last().queues().size() == 100);
    redis.lpush("q99", "m");
    await().until(() -> heard.first.containsKey("q99"));
    assertThat(redis.clientList().lines().filter(line -> line.contains("greenfork:signals")))
        .hasSize(2);
  }

  @Test
  void says_that_it_knows_nothing_while_redis_is_away_and_goes_on_afterwards() {
    watch(List.of("q"));
    redis.lpush("q", "m");
    await().until(() -> heard.first.containsKey("q"));
    server.kill();
    await().until(() -> !heard.failures.isEmpty());
    int before = heard.readings.size();
    assertThat(heard.failures.getFirst()).contains("Redis at");
    assertThat(ready("q")).isEqualTo(1);
    server.restart();
    redis.close();
    redis = server.jedis();
    redis.lpush("q", "a", "b", "c");
    await().until(() -> heard.readings.size() > before && ready("q") == 3);
  }

  @Test
  void tells_what_waits_where_and_what_is_due_when() {
    long now = System.currentTimeMillis();
    redis.lpush("q", message("a"), message("a"), message("b"));
    redis.lpush("q\u0006\u00169", message("c"));
    redis.lpush("q.green", message("g"));
    redis.lpush("q.parked", "?");
    redis.zadd("q.delayed", (double) (now + 60_000), "later");
    redis.zadd("q.delayed", (double) (now + 3_600_000), "much later");
    redis.set("wrong", "no list");
    watch(List.of("q", "wrong"));
    await().until(() -> heard.last().queues().size() == 2);
    QueueReading reading = queue("q");

    assertThat(reading.entrance().ready()).isEqualTo(4);
    assertThat(reading.entrance().tasks()).containsExactlyInAnyOrder("a", "a", "b", "c");
    assertThat(reading.part(SubQueue.GREEN).tasks()).containsExactly("g");
    assertThat(reading.part(SubQueue.PARKED).tasks()).containsExactly("");
    assertThat(reading.ready()).isEqualTo(5);
    assertThat(reading.delayed().count()).isEqualTo(2);
    assertThat(reading.delayed().next()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(60));
    assertThat(reading.delayed().soon(Duration.ofSeconds(60))).isEqualTo(1);
    assertThat(ready("wrong")).isZero();
    await().until(() -> headAge("q").compareTo(Duration.ofSeconds(1)) > 0);
  }

  @Test
  void tells_who_works_and_what_they_hold() throws Exception {
    var consumer = broker.consume(worker("q"));
    redis.lpush("q", "one", "two");
    assertThat(Testbed.fetch(consumer, 2)).hasSize(2);
    watch(List.of("q"));
    await().until(() -> !heard.last().workers().isEmpty());
    WorkerReading reading = heard.last().workers().getFirst();

    assertThat(reading.type()).isEqualTo("green");
    assertThat(reading.queues()).containsExactly("q");
    assertThat(reading.worker().deliveries()).isEqualTo(2);
    assertThat(reading.worker().concurrency()).isEqualTo(10);
    assertThat(reading.worker().isAlive()).isTrue();
  }

  private void watch(List<String> queues) {
    broker.signals(InstantSource.system(), heard).watch(queues);
    await().until(() -> heard.last().queues().keySet().containsAll(queues));
  }

  /** As patient as a busy machine needs it. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
  }

  private QueueReading queue(String name) {
    return Objects.requireNonNull(heard.last().queues().get(name), name);
  }

  private long ready(String queue) {
    return queue(queue).ready();
  }

  private Duration headAge(String queue) {
    Duration age = queue(queue).entrance().headAge();
    return age == null ? Duration.ZERO : age;
  }

  private static String message(String task) {
    return "{\"body\": \"W10=\", \"headers\": {\"lang\": \"py\", \"task\": \"%s\"}}"
        .formatted(task);
  }

  private static final class Heard implements Signals.Listener {

    final List<Signals.Reading> readings = new CopyOnWriteArrayList<>();
    final List<String> failures = new CopyOnWriteArrayList<>();
    final Map<String, Long> first = new ConcurrentHashMap<>();

    @Override
    public void heard(Signals.Reading reading) {
      readings.add(reading);
      reading
          .queues()
          .forEach(
              (name, queue) -> {
                if (queue.ready() > 0) {
                  first.putIfAbsent(name, System.nanoTime());
                }
              });
    }

    @Override
    public void failed(String why) {
      failures.add(why);
    }

    Signals.Reading last() {
      return readings.isEmpty()
          ? new Signals.Reading(Map.of(), List.of(), java.time.Instant.EPOCH, java.util.Set.of())
          : readings.getLast();
    }
  }
}
