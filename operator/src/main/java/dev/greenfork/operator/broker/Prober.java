package dev.greenfork.operator.broker;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerLimits;
import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.broker.BrokerProbe;
import dev.greenfork.broker.BrokerRefusedException;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.BrokerUnavailableException;
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
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a broker and its result backend once and says what it saw. Keeps no connection.
 * Thread-safe.
 */
@ApplicationScoped
class Prober {

  /**
   * Much longer than an operator is ever away, so that nobody else takes the queues meanwhile;
   * short enough to wait for when a Broker moves to another namespace.
   */
  static final Duration CLAIM = Duration.ofHours(1);

  private final Secrets secrets;

  Prober(Secrets secrets) {
    this.secrets = secrets;
  }

  /** Looks at a Broker's Redis and claims its queues; takes a few seconds at most. */
  Sight look(BrokerOwner resource, BrokerSpec spec) {
    String namespace = resource.namespace();
    try (Authorities authorities = new Authorities()) {
      Endpoint queues = queues(namespace, spec.redis(), authorities);
      Endpoint results = results(namespace, spec.results(), authorities);
      return ask(
          resource,
          new BrokerSettings(queues, results, spec.results().expiry(), BrokerLimits.DEFAULT));
    } catch (Secrets.Lacking e) {
      return e.sight();
    } catch (BrokerRefusedException e) {
      return new Sight.Refused(String.valueOf(e.getMessage()));
    } catch (BrokerUnavailableException e) {
      return new Sight.Silent(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Sight.Silent("cannot write the certificate authority to a file: " + e);
    }
  }

  private static Sight ask(BrokerOwner resource, BrokerSettings settings) {
    try (Broker broker = Brokers.open(settings)) {
      BrokerProbe seen = broker.probe();
      if (settings.resultBackend() != null) {
        broker.probeResults();
      }
      String address = address(settings.broker().url().read());
      BrokerOwner owner = broker.claim(resource, CLAIM);
      return owner.namespace().equals(resource.namespace())
          ? new Sight.Answered(seen, address)
          : new Sight.Claimed(owner, address);
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

  static String address(URI url) {
    int port = url.getPort() < 0 ? 6379 : url.getPort();
    return "%s://%s:%d%s".formatted(url.getScheme(), url.getHost(), port, url.getPath());
  }
}
