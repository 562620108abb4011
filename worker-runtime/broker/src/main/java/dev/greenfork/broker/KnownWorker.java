package dev.greenfork.broker;

import java.time.Duration;

/**
 * A worker as it is known at the broker.
 *
 * @param incarnation its registration, {@code <nodename>;<nonce>}
 * @param origin its process
 * @param lease how long its lease still lives; zero if it has run out
 * @param deliveries what it holds
 */
public record KnownWorker(String incarnation, Origin origin, Duration lease, long deliveries) {

  /** Whether its lease lives. */
  public boolean isAlive() {
    return lease.isPositive();
  }
}
