package dev.greenfork.broker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages and the results are.
 *
 * @param broker the messages
 * @param resultBackend the results; null for the broker's own Redis
 * @param resultExpires how long a result is kept; zero for ever
 * @param limits sizes
 */
public record BrokerSettings(
    Endpoint broker,
    @Nullable Endpoint resultBackend,
    Duration resultExpires,
    BrokerLimits limits) {

  /** Celery's default life of a result. */
  public static final Duration DEFAULT_RESULT_EXPIRES = Duration.ofDays(1);

  public BrokerSettings {
    if (resultExpires.isNegative()) {
      throw new IllegalArgumentException(
          "the life of a result must be zero (for ever) or more, but is " + resultExpires);
    }
  }

  /** Messages and results on one Redis, with defaults. */
  public static BrokerSettings of(String url) {
    return of(Endpoint.of(url), null);
  }

  /** With default life of results and sizes. */
  public static BrokerSettings of(Endpoint broker, @Nullable Endpoint resultBackend) {
    return new BrokerSettings(broker, resultBackend, DEFAULT_RESULT_EXPIRES, BrokerLimits.DEFAULT);
  }
}
