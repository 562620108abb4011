package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.texts;
import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class IdleIT extends RedisTest {

  @Override
  String[] options() {
    return new String[0];
  }

  @Test
  void wakes_at_once_when_a_message_comes() throws Exception {
    // A slow poll, so that only a wake-up can be quick.
    RedisBroker slow = slowPoll();
    try (slow;
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      TaskConsumer consumer = slow.consume(worker("q", "r"));
      List<Long> micros = new ArrayList<>();
      for (int i = 0; i < 15; i++) {
        Future<Long> got =
            threads.submit(
                () -> {
                  assertThat(consumer.fetch(1, Duration.ofSeconds(8))).hasSize(1);
                  return System.nanoTime();
                });
        // The fetch has to be asleep before the message comes.
        LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
        long sent = System.nanoTime();
        redis.lpush(i % 2 == 0 ? "q" : "r\u0006\u00166", "m");
        micros.add((got.get(10, TimeUnit.SECONDS) - sent) / 1_000);
      }
      micros.sort(null);
      assertThat(micros.get(micros.size() / 2)).as("microseconds %s", micros).isLessThan(50_000);
    }
  }

  @Test
  void polls_where_client_tracking_is_refused() throws Exception {
    // Redis 6.2 cannot take away a single subcommand.
    redis.aclSetUser("default", "-client", "+client|id", "+client|setname", "+client|list");
    TaskConsumer consumer = broker.consume(worker("q"));
    assertThat(consumer.fetch(1, Duration.ofMillis(50))).isEmpty();
    redis.lpush("q", "one");
    assertThat(texts(Testbed.fetch(consumer, 1))).containsExactly("one");
  }

  @Test
  void finds_messages_by_polling_when_wake_ups_do_not_arrive() throws Exception {
    TaskConsumer consumer = broker.consume(worker("q"));
    assertThat(consumer.fetch(1, Duration.ofMillis(50))).isEmpty();
    // The listener hears nothing any more and does not know it.
    redis.aclSetUser("default", "resetchannels");
    redis.lpush("q", "one");
    assertThat(texts(Testbed.fetch(consumer, 1))).containsExactly("one");
  }

  @Test
  void costs_redis_little_with_200_idle_workers_at_100_messages_a_second() throws Exception {
    int workers = 200;
    List<RedisBroker> brokers = new ArrayList<>();
    AtomicBoolean open = new AtomicBoolean(true);
    AtomicInteger ran = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < workers; i++) {
        RedisBroker each =
            new RedisBroker(
                new Site(BrokerSettings.of(server.url()), Timings.DEFAULT, new Random(i)));
        brokers.add(each);
        TaskConsumer consumer =
            each.consume(new ConsumerSpec("w" + i + "@host", "green", 10, List.of("q")));
        threads.execute(() -> work(consumer, open, ran));
      }
      send(200);
      double cpuBefore = cpuSeconds();
      double commandsBefore = commands();
      long start = System.nanoTime();
      send(800);
      double seconds = (System.nanoTime() - start) / 1e9;
      double share = (cpuSeconds() - cpuBefore) / seconds;
      double perMessage = (commands() - commandsBefore) / 800;
      open.set(false);
      System.out.printf(
          "200 idle workers, %.0f messages/s: Redis used %.1f %% of a core, %.0f commands/message%n",
          800 / seconds, share * 100, perMessage);

      // Commands say how many of the crowd looked; CPU time grows with what else the machine does.
      assertThat(perMessage).isLessThan(100);
      assertThat(share).isLessThan(0.25);
    } finally {
      open.set(false);
      brokers.forEach(RedisBroker::close);
    }
    assertThat(ran.get()).isEqualTo(1_000);
  }

  private static void work(TaskConsumer consumer, AtomicBoolean open, AtomicInteger ran) {
    try {
      while (open.get()) {
        for (Delivery each : consumer.fetch(10, Duration.ofSeconds(1))) {
          ran.incrementAndGet();
          consumer.settle(new Settlement.Drop(each.tag()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(int count) {
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      redis.lpush("q", "m" + i);
      long due = start + (i + 1) * Duration.ofMillis(10).toNanos();
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  private double cpuSeconds() {
    return info("cpu", "used_cpu_user") + info("cpu", "used_cpu_sys");
  }

  /** Those that scripts call included. */
  private double commands() {
    return info("stats", "total_commands_processed");
  }

  private double info(String section, String field) {
    return redis
        .info(section)
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .mapToDouble(line -> Double.parseDouble(line.substring(field.length() + 1).strip()))
        .sum();
  }

  private RedisBroker slowPoll() {
    Timings timings =
        new Timings(
            Duration.ofSeconds(15),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    return new RedisBroker(new Site(BrokerSettings.of(server.url()), timings, new Random(1)));
  }
}
