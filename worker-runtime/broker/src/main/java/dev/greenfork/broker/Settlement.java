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

  /**
   * It ran: store its result unless a SUCCESS is stored, tell who waits for it, publish its
   * children, acknowledge.
   */
  record Finish(DeliveryTag tag, @Nullable StoredResult result, List<Publication> children)
      implements Settlement {

    public Finish {
      children = List.copyOf(children);
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
   * It is due later: put it into the delayed set of its queue, from where it comes back to the head
   * of its list.
   */
  record Later(DeliveryTag tag, Instant due) implements Settlement {}

  /** Keep it among the dead letters of its queue, store the result if there is one, acknowledge. */
  record Bury(Delivery delivery, DeadLetter letter, @Nullable StoredResult result)
      implements Settlement {

    @Override
    public DeliveryTag tag() {
      return delivery.tag();
    }
  }
}
