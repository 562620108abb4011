package dev.greenfork.broker;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a delivery ends. Each form does nothing if the delivery is no longer recorded (another worker
 * has restored it), so it may be sent twice.
 */
public sealed interface Settlement {

  /** The delivery that ends. */
  DeliveryTag tag();

  /** What is stored and published with it; null where nothing is. */
  default @Nullable Finish end() {
    return this instanceof Finish finish ? finish : null;
  }

  /**
   * It ran: store its result unless a SUCCESS is stored, tell who waits for it, publish its
   * children, acknowledge. Where it completes a chord that is not among those to close, nothing but
   * the count is done: the listener hears of it, and the caller joins and settles again.
   *
   * @param tag {@link DeliveryTag#NONE} for a task that was acknowledged before
   */
  record Finish(
      DeliveryTag tag, @Nullable StoredResult result, List<Publication> children, Joins joins)
      implements Settlement {

    public Finish {
      children = List.copyOf(children);
    }

    /** Of a task outside of any workflow. */
    public Finish(DeliveryTag tag, @Nullable StoredResult result, List<Publication> children) {
      this(tag, result, children, Joins.NONE);
    }
  }

  /** Acknowledge without a result: early acknowledgement, or a task that is to be forgotten. */
  record Drop(DeliveryTag tag) implements Settlement {}

  /**
   * Put it back to the head of the list it came from. Whoever hands back several does so newest
   * first, which keeps their order.
   */
  record HandBack(DeliveryTag tag) implements Settlement {}

  /**
   * It is to run elsewhere: put it to the tail of a sub-queue of its queue. What is parked while
   * others serve the queue than the caller knows is soon put back.
   *
   * @param version of the state by which this was decided, see {@link ServedQueue}
   */
  record Forward(Delivery delivery, SubQueue to, String version) implements Settlement {

    @Override
    public DeliveryTag tag() {
      return delivery.tag();
    }
  }

  /**
   * Others run it: put it, as it is, to the tail of their queue, with the priority that it has.
   * That queue is served by whoever serves it, stock workers for example.
   */
  record SendOn(Delivery delivery, String queue) implements Settlement {

    @Override
    public DeliveryTag tag() {
      return delivery.tag();
    }
  }

  /**
   * It is due later: put it into the delayed set of its queue, from where it comes back to the head
   * of its list.
   */
  record Later(DeliveryTag tag, Instant due) implements Settlement {}

  /**
   * The process that ran it died and this worker lives: count that, and put it back to the head of
   * the list it came from.
   *
   * @param how one sentence for people
   */
  record Died(DeliveryTag tag, String how) implements Settlement {}

  /**
   * Keep it among the dead letters of its queue, and end it.
   *
   * @param end what is stored and published besides
   */
  record Bury(Delivery delivery, DeadLetter letter, Finish end) implements Settlement {

    /** Without a result. */
    public Bury(Delivery delivery, DeadLetter letter) {
      this(delivery, letter, new Finish(delivery.tag(), null, List.of()));
    }

    /** With a result, if there is one, and nothing else. */
    public Bury(Delivery delivery, DeadLetter letter, @Nullable StoredResult result) {
      this(delivery, letter, new Finish(delivery.tag(), result, List.of()));
    }

    @Override
    public DeliveryTag tag() {
      return delivery.tag();
    }
  }
}
