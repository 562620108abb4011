package dev.greenfork.operator.broker;

import dev.greenfork.decisions.resources.BrokerStatus;
import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.status.Conditions;
import java.time.Instant;

/** Computes a Broker's status. Pure; equal to the stored one when there is nothing new to say. */
final class BrokerStatuses {

  private BrokerStatuses() {}

  static BrokerStatus next(Broker broker, Sight sight, Instant now) {
    BrokerStatus before = broker.getStatus();
    Long generation = broker.getMetadata().getGeneration();
    // Where a broker was last seen stays on show while it is silent.
    String address = before == null ? null : before.address();
    String version = before == null ? null : before.serverVersion();
    switch (sight) {
      case Sight.Answered answered -> {
        address = answered.address();
        version = answered.broker().version();
      }
      case Sight.Claimed claimed -> address = claimed.address();
      case Sight.Incomplete _, Sight.Refused _, Sight.Silent _ -> {}
    }
    return new BrokerStatus(
        generation,
        Conditions.next(
            before == null ? null : before.conditions(),
            BrokerConditions.of(sight),
            generation,
            now),
        address,
        version);
  }
}
