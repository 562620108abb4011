package dev.greenfork.operator.broker;

import dev.greenfork.operator.placement.Wishes;
import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.WorkerPool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What is wanted of the mover of a Broker. Thread-safe. */
@ApplicationScoped
class Services {

  private final Obituaries obituaries;
  private final Wishes wishes;

  Services(Obituaries obituaries, Wishes wishes) {
    this.obituaries = obituaries;
    this.wishes = wishes;
  }

  /** For a Broker with these pools. */
  DueMover.Service of(Broker broker, List<WorkerPool> pools) {
    return new DueMover.Service(
        pools.stream().flatMap(pool -> pool.getSpec().queueNames().stream()).distinct().toList(),
        news -> obituaries.publish(broker, pools, news),
        wishes.of(broker, pools));
  }
}
