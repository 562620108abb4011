package dev.greenfork.broker;

/** Opens brokers by the scheme of their URL. */
public final class Brokers {

  private Brokers() {}

  /** A broker for these settings; connects to nothing yet. */
  public static Broker open(BrokerSettings settings) {
    throw new UnsupportedOperationException("not yet: " + settings.broker().keyPrefix());
  }
}
