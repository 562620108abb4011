package dev.greenfork.broker.redis;

import java.time.Duration;

/**
 * How long things take between a worker and Redis.
 *
 * @param lease life of a lease
 * @param refresh how often it is prolonged
 * @param poll the safety net of the idle wait
 * @param reply how long a connect or a reply may take
 * @param publish how long a publish is tried again
 */
record Timings(Duration lease, Duration refresh, Duration poll, Duration reply, Duration publish) {

  static final Timings DEFAULT =
      new Timings(
          Duration.ofSeconds(15),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));

  /** How long an incarnation may be without a connection before its process counts as gone. */
  Duration absence() {
    return lease.dividedBy(5);
  }

  /** The pause between two looks for absent incarnations, by whichever worker. */
  Duration look() {
    return refresh.dividedBy(2);
  }
}
