package dev.greenfork.operator.broker;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import java.io.IOException;

/** A broker and the files that its connections need. */
record OpenBroker(Broker broker, BrokerSettings settings, Authorities authorities)
    implements AutoCloseable {

  @Override
  public void close() throws IOException {
    broker.close();
    authorities.close();
  }
}
