package dev.greenfork.operator.broker;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.broker.BrokerProbe;

/** What was seen of a broker. */
sealed interface Sight {

  /** Something that the Broker names is not there, so that nobody knows where to connect. */
  record Incomplete(String reason, String message) implements Sight {}

  /** It answered in a way that waiting will not mend: wrong password, wrong mode, too old. */
  record Refused(String message) implements Sight {}

  /** It did not answer. */
  record Silent(String message) implements Sight {}

  /**
   * It answered.
   *
   * @param address where it is, without user and password
   */
  record Answered(BrokerProbe broker, String address) implements Sight {}

  /** It answered, and another namespace has claimed its queues. */
  record Claimed(BrokerOwner owner, String address) implements Sight {}
}
