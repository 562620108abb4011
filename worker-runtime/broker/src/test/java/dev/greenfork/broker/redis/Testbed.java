package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerLimits;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Endpoint;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.broker.TaskConsumer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the tests of this package share: quick timings, small messages, and looks at what came. */
final class Testbed {

  static final Duration LEASE = Duration.ofSeconds(1);

  static final Timings QUICK =
      new Timings(
          LEASE,
          Duration.ofMillis(100),
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3));

  private Testbed() {}

  static RedisBroker broker(String url) {
    return broker(BrokerSettings.of(url));
  }

  static RedisBroker broker(BrokerSettings settings) {
    return new RedisBroker(new Site(settings, QUICK, new Random()));
  }

  static BrokerSettings limited(String url, BrokerLimits limits) {
    return new BrokerSettings(
        Endpoint.of(url), null, BrokerSettings.DEFAULT_RESULT_EXPIRES, limits);
  }

  static ConsumerSpec worker(String... queues) {
    return new ConsumerSpec("w1@host", "green", 10, List.of(queues));
  }

  /** Fetches until this many have come. */
  static List<Delivery> fetch(TaskConsumer consumer, int count) throws InterruptedException {
    List<Delivery> all = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (all.size() < count && System.nanoTime() < end) {
      all.addAll(consumer.fetch(count - all.size(), Duration.ofMillis(500)));
    }
    return all;
  }

  static List<String> texts(List<Delivery> deliveries) {
    return deliveries.stream().map(Testbed::text).toList();
  }

  static String text(Delivery delivery) {
    return new String(delivery.envelope(), StandardCharsets.UTF_8);
  }

  static StoredResult success(String taskId, String value) {
    String meta = "{\"status\": \"SUCCESS\", \"result\": \"%s\"}".formatted(value);
    return new StoredResult(taskId, meta.getBytes(StandardCharsets.UTF_8));
  }

  static StoredResult failure(String taskId) {
    return new StoredResult(taskId, "{\"status\": \"FAILURE\"}".getBytes(StandardCharsets.UTF_8));
  }
}
