package dev.greenfork.operator.broker;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.broker.BrokerProbe;
import dev.greenfork.broker.BrokerRefusedException;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.decisions.resources.BrokerSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

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

  private final Connections connections;

  Prober(Connections connections) {
    this.connections = connections;
  }

  /** Looks at a Broker's Redis and claims its queues; takes a few seconds at most. */
  Sight look(BrokerOwner resource, BrokerSpec spec) {
    try (OpenBroker open = connections.open(resource.namespace(), spec)) {
      return ask(resource, open);
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

  private static Sight ask(BrokerOwner resource, OpenBroker open) {
    BrokerSettings settings = open.settings();
    BrokerProbe seen = open.broker().probe();
    if (settings.resultBackend() != null) {
      open.broker().probeResults();
    }
    String address = address(settings.broker().url().read());
    BrokerOwner owner = open.broker().claim(resource, CLAIM);
    return owner.namespace().equals(resource.namespace())
        ? new Sight.Answered(seen, address)
        : new Sight.Claimed(owner, address);
  }

  static String address(URI url) {
    int port = url.getPort() < 0 ? 6379 : url.getPort();
    return "%s://%s:%d%s".formatted(url.getScheme(), url.getHost(), port, url.getPath());
  }
}
