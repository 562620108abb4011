package dev.greenfork.operator.routing;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.operator.foreign.ForeignWatch;
import dev.greenfork.placement.Shelf;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;

/** Keeps the queues of one broker, and tells the desk what was seen there. For one thread. */
public final class RoutingWatch {

  /** For people, who look now and then. */
  private static final Duration EVIDENCE = Duration.ofMinutes(1);

  private final BrokerOwner owner;
  private final QueueKeeper keeper;
  private final ForeignWatch foreign;
  private final Shelf shelf;
  private final RoutingDesk desk;
  private final InstantSource clock;
  private Instant read = Instant.MIN;

  public RoutingWatch(BrokerOwner owner, Broker broker, RoutingDesk desk, InstantSource clock) {
    this.owner = owner;
    this.keeper = new QueueKeeper(broker, clock);
    this.foreign = new ForeignWatch(broker, clock);
    this.shelf = new Shelf(broker.notes());
    this.desk = desk;
    this.clock = clock;
  }

  /**
   * To be called about once a second, and when something was sent to a queue.
   *
   * @param waiting whether messages are known to wait in a queue that nobody has split yet
   * @throws dev.greenfork.broker.BrokerException if the broker is away
   */
  public void look(RoutingOrder order, Predicate<String> waiting) {
    Instant now = clock.instant();
    if (!order.rules().isEmpty()
        && (read.equals(Instant.MIN) || read.plus(EVIDENCE).isBefore(now))) {
      desk.knows(owner, shelf.read());
      read = now;
    }
    keeper.look(order, foreign.look(), waiting).ifPresent(sight -> desk.saw(owner, sight));
  }
}
