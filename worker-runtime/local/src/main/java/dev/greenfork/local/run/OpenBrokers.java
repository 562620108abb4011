package dev.greenfork.local.run;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.Endpoint;
import dev.greenfork.broker.UrlSource;
import dev.greenfork.local.LocalException;
import dev.greenfork.local.plan.BrokerPlan;
import dev.greenfork.local.process.Addresses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** This process's own connections to the brokers of a run, to see that they answer and to count. */
final class OpenBrokers implements AutoCloseable {

  private final Map<BrokerPlan, Broker> brokers = new LinkedHashMap<>();

  /**
   * Opens and asks each of them once.
   *
   * @throws LocalException if one cannot be reached from this machine
   */
  static OpenBrokers of(List<BrokerPlan> plans, Addresses addresses) {
    OpenBrokers open = new OpenBrokers();
    try {
      plans.forEach(plan -> open.add(plan, addresses));
      return open;
    } catch (LocalException e) {
      open.close();
      throw e;
    }
  }

  Map<BrokerPlan, Broker> brokers() {
    return brokers;
  }

  @Override
  public void close() {
    brokers.values().forEach(Broker::close);
  }

  private void add(BrokerPlan plan, Addresses addresses) {
    Broker broker =
        Brokers.open(
            BrokerSettings.of(
                new Endpoint(
                    UrlSource.of(addresses.url(plan)),
                    plan.queues().keyPrefix(),
                    addresses.authority(plan)),
                null));
    brokers.put(plan, broker);
    try {
      broker.probe();
    } catch (BrokerException e) {
      throw new LocalException(
          "Broker %s: %s%s"
              .formatted(
                  plan.name(),
                  e.getMessage(),
                  plan.queues().isOwn()
                      ? ""
                      : " With --own-redis it gets a Redis of this run instead."),
          e);
    }
  }
}
