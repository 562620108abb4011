package dev.greenfork.operator.broker;

import dev.greenfork.broker.BrokerLimits;
import dev.greenfork.broker.BrokerRefusedException;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.Endpoint;
import dev.greenfork.broker.UrlSource;
import dev.greenfork.decisions.resources.BrokerSpec;
import dev.greenfork.decisions.resources.RedisConnection;
import dev.greenfork.decisions.resources.ResultBackend;
import dev.greenfork.decisions.resources.SecretSource;
import dev.greenfork.decisions.resources.Tls;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens what a Broker names, with the Secrets that it points to as they are now. Thread-safe. */
@ApplicationScoped
class Connections {

  private final Secrets secrets;

  Connections(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * Reads the Secrets; connects when the broker is first asked something.
   *
   * @throws Secrets.Lacking when one of them is not there
   * @throws BrokerRefusedException when the Broker names no URL
   */
  OpenBroker open(String namespace, BrokerSpec spec) throws Secrets.Lacking, IOException {
    Authorities authorities = new Authorities();
    try {
      BrokerSettings settings =
          new BrokerSettings(
              queues(namespace, spec.redis(), authorities),
              results(namespace, spec.results(), authorities),
              spec.results().expiry(),
              BrokerLimits.DEFAULT);
      return new OpenBroker(Brokers.open(settings), settings, authorities);
    } catch (Secrets.Lacking | IOException | RuntimeException e) {
      authorities.close();
      throw e;
    }
  }

  private Endpoint queues(String namespace, RedisConnection redis, Authorities authorities)
      throws Secrets.Lacking, IOException {
    return new Endpoint(
        url(namespace, redis.url(), redis.urlFrom()),
        redis.prefix(),
        authority(namespace, redis.tls(), authorities));
  }

  private @Nullable Endpoint results(
      String namespace, ResultBackend results, Authorities authorities)
      throws Secrets.Lacking, IOException {
    return results.inBroker()
        ? null
        : new Endpoint(
            url(namespace, results.url(), results.urlFrom()),
            results.prefix(),
            authority(namespace, results.tls(), authorities));
  }

  private UrlSource url(String namespace, @Nullable String url, @Nullable SecretSource from)
      throws Secrets.Lacking {
    if (from != null) {
      return source(namespace, secrets.read(namespace, from.secretKeyRef()));
    }
    if (url == null) {
      throw new BrokerRefusedException("the Broker names no URL");
    }
    return source(namespace, url);
  }

  private static UrlSource source(String namespace, String url) {
    return UrlSource.of(Hosts.seenFrom(namespace, url));
  }

  private @Nullable Path authority(String namespace, @Nullable Tls tls, Authorities authorities)
      throws Secrets.Lacking, IOException {
    return tls == null
        ? null
        : authorities.file(secrets.read(namespace, tls.caFrom().secretKeyRef()));
  }
}
