package dev.greenfork.operator.runtime;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this replica is the one that works. Ends the process at once when it loses the lease
 * against its will, so that two never work at a time; JOSDK's own exit for that deadlocks in an
 * orderly shutdown, which gives the lease up as well. Thread-safe.
 */
@Singleton
class Leadership {

  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  /** Before the listener that stops the operator. */
  private static final int FIRST = 1;

  /** After it: nothing is reconciled here any more. */
  private static final int LAST = 10_000;

  private final AtomicBoolean leading = new AtomicBoolean();
  private final AtomicBoolean led = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final KubernetesClient client;
  private final Place place;

  /** Where the lease is, and as whom this replica takes it. */
  record Place(String namespace, String lease, String identity) {}

  Leadership(
      MeterRegistry registry,
      KubernetesClient client,
      @ConfigProperty(name = "greenfork.lease") String lease,
      @ConfigProperty(name = "greenfork.namespace") String namespace,
      @ConfigProperty(name = "greenfork.identity") String identity) {
    this.client = client;
    this.place = new Place(namespace, lease, identity);
    registry.gauge("greenfork.operator.leader", leading, value -> value.get() ? 1 : 0);
  }

  LeaderElectionConfiguration election(Duration lease, Duration renewDeadline, Duration retry) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(place.lease())
        .withLeaseNamespace(place.namespace())
        .withIdentity(place.identity())
        .withLeaseDuration(lease)
        .withRenewDeadline(renewDeadline)
        .withRetryPeriod(retry)
        .withExitOnStopLeading(false)
        .withLeaderCallbacks(callbacks())
        .build();
  }

  private LeaderCallbacks callbacks() {
    return new LeaderCallbacks(this::won, this::lost, leader -> LOG.info("{} leads", leader));
  }

  private void won() {
    leading.set(true);
    led.set(true);
    LOG.info("this replica leads now");
  }

  private void lost() {
    leading.set(false);
    if (stopping.get()) {
      return;
    }
    LOG.error("lost the lease, as the API server was out of reach or slow: this process ends");
    Runtime.getRuntime().halt(1);
  }

  void onStop(@Observes @Priority(FIRST) ShutdownEvent event) {
    stopping.set(true);
  }

  /**
   * Gives the lease up, so that the standby need not wait until it runs out; JOSDK 5.2 keeps it.
   */
  void onStopped(@Observes @Priority(LAST) ShutdownEvent event) {
    if (!led.get()) {
      return;
    }
    try {
      client.leases().inNamespace(place.namespace()).withName(place.lease()).edit(this::released);
      LOG.info("gave up the lease");
    } catch (KubernetesClientException e) {
      LOG.info("the lease runs out by itself: {}", e.getMessage());
    }
  }

  private Lease released(Lease lease) {
    return place.identity().equals(lease.getSpec().getHolderIdentity())
        ? new LeaseBuilder(lease).editSpec().withHolderIdentity("").endSpec().build()
        : lease;
  }
}
