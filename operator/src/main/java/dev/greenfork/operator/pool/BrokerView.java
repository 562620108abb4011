package dev.greenfork.operator.pool;

import dev.greenfork.decisions.resources.BrokerSpec;
import dev.greenfork.decisions.resources.Condition;
import dev.greenfork.operator.broker.BrokerConditions;
import dev.greenfork.operator.resources.Broker;
import java.util.Objects;
import java.util.Optional;

/** A Broker as a pool that names it sees it. */
sealed interface BrokerView {

  /** There is none of that name. */
  record Missing(String name) implements BrokerView {}

  /** It is there, and its reconciler has not yet looked at this generation of it. */
  record Unseen(String name) implements BrokerView {}

  /** It is there, and no worker is to be started: the Secret lacks, or another namespace has it. */
  record Unusable(BrokerSpec spec, String reason, String message) implements BrokerView {}

  /**
   * Workers can try to connect; whether they would be answered now is what {@code reachable} says.
   */
  record Usable(BrokerSpec spec, Condition reachable) implements BrokerView {}

  static BrokerView of(String name, Optional<Broker> broker) {
    if (broker.isEmpty()) {
      return new Missing(name);
    }
    Broker found = broker.get();
    if (found.getStatus() == null
        || !Objects.equals(
            found.getStatus().observedGeneration(), found.getMetadata().getGeneration())) {
      return new Unseen(name);
    }
    Optional<Condition> ready = found.getStatus().condition(BrokerConditions.READY);
    Optional<Condition> reachable = found.getStatus().condition(BrokerConditions.REACHABLE);
    if (ready.isEmpty() || reachable.isEmpty()) {
      return new Unseen(name);
    }
    return BrokerConditions.keepsWorkersAway(ready.get())
        ? new Unusable(found.getSpec(), ready.get().reason(), ready.get().message())
        : new Usable(found.getSpec(), reachable.get());
  }
}
