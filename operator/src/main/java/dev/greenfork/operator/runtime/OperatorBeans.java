package dev.greenfork.operator.runtime;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the reconcilers and JOSDK are given. */
@ApplicationScoped
class OperatorBeans {

  /**
   * A standby takes over at most lease + retry after the leader fell silent, 14 s, and at once
   * after one that stopped in order.
   */
  private static final Duration LEASE = Duration.ofSeconds(12);

  private static final Duration RENEW_DEADLINE = Duration.ofSeconds(8);
  private static final Duration RETRY = Duration.ofSeconds(2);

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  LeaderElectionConfiguration leaderElection(
      Leadership leadership,
      @ConfigProperty(name = "greenfork.lease") String lease,
      @ConfigProperty(name = "greenfork.namespace") String namespace,
      @ConfigProperty(name = "greenfork.identity") String identity) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(lease)
        .withLeaseNamespace(namespace)
        .withIdentity(identity)
        .withLeaseDuration(LEASE)
        .withRenewDeadline(RENEW_DEADLINE)
        .withRetryPeriod(RETRY)
        .withExitOnStopLeading(false)
        .withLeaderCallbacks(leadership.callbacks())
        .build();
  }
}
