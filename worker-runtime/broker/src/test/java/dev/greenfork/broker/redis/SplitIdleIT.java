package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Workers that take part in a split and have nothing to do: they wait, and do not ask. */
class SplitIdleIT extends RedisTest {

  private static final Duration LOOK = Duration.ofSeconds(4);

  /**
   * A lease refreshed, the state heard and the safety net, each once a second, and some to spare.
   */
  private static final int SCRIPTS_A_SECOND = 8;

  private final TestPlacer placer = new TestPlacer();
  private final AtomicBoolean open = new AtomicBoolean(true);

  @Override
  String[] options() {
    return new String[0];
  }

  @Test
  void asks_for_nothing_while_a_split_queue_is_empty() throws Exception {
    try (RedisBroker own = inEarnest();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      TaskConsumer green = consume(own, SubQueue.GREEN);
      TaskConsumer prefork = consume(own, SubQueue.PREFORK);
      threads.execute(() -> wait(green));
      threads.execute(() -> wait(prefork));
      awaitSplit();

      assertThat(scripts()).isLessThan(2 * SCRIPTS_A_SECOND * LOOK.toSeconds());

      // A table of older rules splits nothing, until workers have heard of the new ones.
      own.splits().setRules("swapped");
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> placer.placeOf("q", "io.a") == SubQueue.PREFORK);
      assertThat(scripts()).isLessThan(2 * SCRIPTS_A_SECOND * LOOK.toSeconds());
      open.set(false);
    }
  }

  @Test
  void asks_for_nothing_while_the_other_type_has_more_than_it_can_do() throws Exception {
    try (RedisBroker own = inEarnest();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      TaskConsumer green = consume(own, SubQueue.GREEN);
      consume(own, SubQueue.PREFORK);
      threads.execute(() -> wait(green));
      awaitSplit();
      for (int i = 0; i < 2_000; i++) {
        redis.lpush("q", Messages.of("cpu.a", "m" + i));
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> redis.llen("q.prefork") == 2_000);

      assertThat(scripts()).isLessThan(2 * SCRIPTS_A_SECOND * LOOK.toSeconds());
      open.set(false);
    }
  }

  /** Scripts that Redis runs in a while. */
  private long scripts() {
    long before = calls();
    Awaitility.await().pollDelay(LOOK).until(() -> true);
    long after = calls();
    System.out.printf("%d scripts in %d s%n", after - before, LOOK.toSeconds());
    return after - before;
  }

  private long calls() {
    return redis
        .info("commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_evalsha:calls="))
        .mapToLong(line -> Long.parseLong(line.substring(22, line.indexOf(','))))
        .sum();
  }

  private RedisBroker inEarnest() {
    return new RedisBroker(
        new Site(BrokerSettings.of(server.url()), Timings.DEFAULT, new Random()));
  }

  private TaskConsumer consume(RedisBroker own, SubQueue type) {
    return own.consume(
        new ConsumerSpec(type.word() + "@host", type.word(), 10, List.of("q")),
        type == SubQueue.GREEN ? placer : new TestPlacer());
  }

  private void awaitSplit() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> placer.placeOf("q", "io.a") != null);
  }

  private void wait(TaskConsumer consumer) {
    try {
      while (open.get()) {
        assertThat(consumer.fetch(10, Duration.ofSeconds(1))).isEmpty();
      }
    } catch (BrokerException e) {
      open.set(false); // The test is over.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
