package dev.greenfork.broker;

import java.time.Duration;

/**
 * A worker as it is known at the broker.
 *
 * @param incarnation its registration, {@code <nodename>;<nonce>}
 * @param origin its process
 * @param concurrency its number of slots; 0 if unknown
 * @param lease how long its lease still lives; zero if it has run out
 * @param deliveries what it holds
 */
public record KnownWorker(
    String incarnation, Origin origin, int concurrency, Duration lease, long deliveries) {

  /** The name of the node. */
  public String nodename() {
    return nodename(incarnation);
  }

  static String nodename(String incarnation) {
    int end = incarnation.lastIndexOf(';');
    return end < 0 ? incarnation : incarnation.substring(0, end);
  }

  /** Whether its lease lives. */
  public boolean isAlive() {
    return lease.isPositive();
  }
}
