package dev.greenfork.operator.broker;

import dev.greenfork.broker.Broker;
import dev.greenfork.operator.replicas.Retreat;
import java.util.Collection;
import java.util.Set;

/** There are no pools that shrink. */
final class NoRetreat implements Retreat.FromBroker {
  @Override
  public Set<String> queues(Collection<String> known) {
    return Set.copyOf(known);
  }

  @Override
  public void look(Broker broker) {}
}
