package dev.greenfork.broker;

import java.time.Duration;

/**
 * What a Redis says about itself.
 *
 * @param version its version, for example {@code 7.0.15}
 * @param maxmemoryPolicy what it does when full, {@code noeviction} being the one that loses
 *     nothing; empty if it does not say
 * @param persistence whether messages survive its restart (append-only file or snapshots); true if
 *     it does not say
 * @param roundTrip how long a PING took
 */
public record BrokerProbe(
    String version, String maxmemoryPolicy, boolean persistence, Duration roundTrip) {

  /** Whether it may throw keys away when it is full. An unknown policy counts as safe. */
  public boolean mayEvict() {
    return !maxmemoryPolicy.isEmpty() && !maxmemoryPolicy.equals("noeviction");
  }
}
