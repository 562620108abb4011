package dev.greenfork.operator.runtime;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** What the reconcilers and JOSDK are given. */
@ApplicationScoped
class OperatorBeans {

  /**
   * A standby takes over at most lease + two jittered retries after the leader fell silent, 15 s,
   * and at once after one that stopped in order.
   */
  private static final Duration LEASE = Duration.ofSeconds(10);

  private static final Duration RENEW_DEADLINE = Duration.ofSeconds(7);
  private static final Duration RETRY = Duration.ofSeconds(2);

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  LeaderElectionConfiguration leaderElection(Leadership leadership) {
    return leadership.election(LEASE, RENEW_DEADLINE, RETRY);
  }
}
