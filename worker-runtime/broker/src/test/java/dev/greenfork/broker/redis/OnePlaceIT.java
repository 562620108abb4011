package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.success;
import static dev.greenfork.broker.redis.Testbed.text;
import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.DeadLetter;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Workers come, work, lose replies, are cut off for good; at every moment each message is in
 * exactly one place.
 */
class OnePlaceIT extends RedisTest {

  private static final int MESSAGES = 400;

  // One reply for all places, taken at one moment: the lists, the records, the dead letters, the
  // delayed and the results.
  private static final String PLACES =
      """
      local found = {}
      for _, key in ipairs({'q', 'q\\6\\0223'}) do
        for _, message in ipairs(redis.call('LRANGE', key, 0, -1)) do found[#found + 1] = string.match(message, 'm%d+$') end
      end
      for _, key in ipairs(redis.call('KEYS', 'greenfork:deliveries:*')) do
        for _, value in ipairs(redis.call('HVALS', key)) do
          found[#found + 1] = string.match(value, '(m%d+)$')
        end
      end
      for _, entry in ipairs(redis.call('LRANGE', 'q.dead', 0, -1)) do
        found[#found + 1] = cjson.decode(entry).id
      end
      for _, member in ipairs(redis.call('ZRANGE', 'q.delayed', 0, -1)) do
        found[#found + 1] = string.match(member, 'm%d+$')
      end
      for _, key in ipairs(redis.call('KEYS', 'celery-task-meta-*')) do
        found[#found + 1] = string.match(key, 'm%d+')
      end
      return found
      """;

  private final List<AutoCloseable> abandoned = new ArrayList<>();

  @Test
  void holds_every_message_in_exactly_one_place_whatever_happens_to_workers() throws Exception {
    long seed = System.nanoTime();
    RandomGenerator random = new SplittableRandom(seed);
    for (int i = 0; i < MESSAGES; i++) {
      redis.lpush(i % 3 == 0 ? "q\u0006\u00163" : "q", "m" + i);
    }
    for (int round = 0; round < 12; round++) {
      workUntilTheEnd(random, seed);
    }
    finish(seed);
    closeAbandoned();
  }

  private void workUntilTheEnd(RandomGenerator random, long seed) throws Exception {
    Proxy proxy = new Proxy(server.port());
    RedisBroker behind = Testbed.broker(proxy.url());
    TaskConsumer consumer = behind.consume(worker("q"));
    int steps = 2 + random.nextInt(5);
    for (int i = 0; i < steps; i++) {
      proxy.loseReplies(random.nextInt(4) == 0);
      for (Delivery each : consumer.fetch(1 + random.nextInt(20), Duration.ofMillis(60))) {
        if (random.nextInt(5) > 0) {
          consumer.settle(settlement(each, random));
        }
      }
      check(seed);
      if (random.nextInt(3) == 0) {
        proxy.cut();
      }
      proxy.loseReplies(false);
    }
    if (random.nextBoolean()) {
      consumer.flush(Duration.ofMillis(100));
    }
    check(seed);
    // The network of this worker is gone; the process finds out much later.
    proxy.close();
    abandoned.add(behind);
    check(seed);
  }

  private static Settlement settlement(Delivery each, RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 4, 5 -> new Settlement.Later(each.tag(), Instant.now().plusMillis(random.nextInt(400)));
      case 0 -> new Settlement.HandBack(each.tag());
      case 1 -> new Settlement.Bury(each, new DeadLetter("test", "no reason", text(each), null));
      default -> new Settlement.Finish(each.tag(), success(text(each), "5"), List.of());
    };
  }

  private void finish(long seed) throws InterruptedException {
    TaskConsumer last = broker.consume(worker("q"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              last.restoreAbandoned();
              return redis.hkeys("greenfork:workers").size() == 1;
            });
    check(seed);
    while (redis.llen("q") + redis.llen("q\u0006\u00163") + redis.zcard("q.delayed") > 0) {
      for (Delivery each : last.fetch(50, Duration.ofSeconds(1))) {
        last.settle(new Settlement.Finish(each.tag(), success(text(each), "5"), List.of()));
      }
    }
    assertThat(last.flush(Duration.ofSeconds(10))).isTrue();
    check(seed);
    assertThat(redis.keys("greenfork:deliveries:*")).isEmpty();
  }

  private void check(long seed) {
    Map<String, Integer> places = new TreeMap<>();
    for (Object message : (List<?>) redis.eval(PLACES)) {
      places.merge((String) message, 1, Integer::sum);
    }
    List<String> missing =
        IntStream.range(0, MESSAGES)
            .mapToObj(i -> "m" + i)
            .filter(message -> !places.containsKey(message))
            .toList();
    assertThat(missing).as("lost, seed %d", seed).isEmpty();
    places.values().removeIf(count -> count == 1);
    assertThat(places).as("in several places, seed %d", seed).isEmpty();
  }

  private void closeAbandoned() throws IOException {
    try (ExecutorService closers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (AutoCloseable each : abandoned) {
        var _ =
            closers.submit(
                () -> {
                  each.close();
                  return each;
                });
      }
    }
  }
}
