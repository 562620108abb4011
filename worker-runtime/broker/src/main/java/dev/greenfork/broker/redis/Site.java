package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Endpoint;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What every part of one broker needs: where it is, how its keys are named, bounds and times. */
final class Site {

  private final BrokerSettings settings;
  private final Timings timings;
  private final RandomGenerator random;
  private final Keys keys;
  private final Connector connector;

  /**
   * @param random thread safe, and never the same in two processes: it names incarnations
   */
  Site(BrokerSettings settings, Timings timings, RandomGenerator random) {
    this.settings = settings;
    this.timings = timings;
    this.random = random;
    this.keys = new Keys(settings.broker().keyPrefix());
    this.connector = new Connector(settings.broker(), timings.reply());
  }

  BrokerSettings settings() {
    return settings;
  }

  Timings timings() {
    return timings;
  }

  RandomGenerator random() {
    return random;
  }

  Keys keys() {
    return keys;
  }

  Connector connector() {
    return connector;
  }

  /** What the channels of fanout exchanges start with at this moment, as kombu names them. */
  String fanoutPrefix() {
    return "%s/%d.".formatted(keys.prefix(), connector.server().database());
  }

  Backoff backoff() {
    return new Backoff(random);
  }

  /** The way to the result backend where it is another Redis than the broker's at this moment. */
  Optional<Connector> separateResults() {
    return Optional.ofNullable(settings.resultBackend())
        .map(results -> new Connector(results, timings.reply()))
        .filter(results -> !results.server().equals(connector.server()));
  }

  /** The way to the result backend, wherever it is. */
  Connector results() {
    Endpoint results = settings.resultBackend();
    return results == null ? connector : new Connector(results, timings.reply());
  }

  ResultKeys resultKeys() {
    Endpoint results = settings.resultBackend();
    return new ResultKeys(results == null ? "" : results.keyPrefix());
  }
}
