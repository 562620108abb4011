package dev.greenfork.broker.redis;

import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.broker.Joins;
import dev.greenfork.broker.SettleListener;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.StoredResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the writer of settlements is given. */
sealed interface SettleItem {

  Logger LOG = LoggerFactory.getLogger(SettleItem.class);

  /** The delivery that it is about; {@link DeliveryTag#NONE} for one that has ended. */
  DeliveryTag tag();

  /** Who hears what became of it. */
  SettleListener listener();

  /** The end of a delivery. */
  record End(Settlement settlement, SettleListener listener) implements SettleItem {
    @Override
    public DeliveryTag tag() {
      return settlement.tag();
    }
  }

  /** A result or state that ends no delivery. */
  record Store(DeliveryTag tag, StoredResult result) implements SettleItem {
    @Override
    public SettleListener listener() {
      return SettleListener.NONE;
    }
  }

  /** Whether a delivery counts as started. */
  record Mark(DeliveryTag tag, boolean started, SettleListener listener) implements SettleItem {}

  /** What is stored and published with it; null where nothing is. */
  default Settlement.@Nullable Finish finish() {
    return this instanceof End(Settlement settlement, var _) ? settlement.end() : null;
  }

  /** The result to store, if any. */
  default @Nullable StoredResult stored() {
    if (this instanceof Store store) {
      return store.result();
    }
    Settlement.Finish finish = finish();
    return finish == null ? null : finish.result();
  }

  /** What it means for chords. */
  default Joins joins() {
    Settlement.Finish finish = finish();
    return finish == null ? Joins.NONE : finish.joins();
  }

  /** About how many bytes it takes. */
  default int size() {
    StoredResult stored = stored();
    int size = 200 + (stored == null ? 0 : stored.meta().length);
    Settlement.Finish finish = finish();
    if (finish != null) {
      size += finish.children().stream().mapToInt(child -> child.envelope().length).sum();
      size += JoinEncoder.size(finish.joins());
    }
    if (this instanceof End(Settlement.Bury bury, var _)) {
      size += Math.min(bury.delivery().envelope().length, 90_000);
    }
    return size;
  }

  /** Tells who listens; a listener's fault is logged. */
  default void tell(Settled settled) {
    try {
      listener().settled(settled);
    } catch (RuntimeException e) {
      LOG.error("A listener failed", e);
    }
  }

  /** Tells who listens that chords must be joined first. */
  default void join(JoinFirst first) {
    try {
      first.tell(listener());
    } catch (RuntimeException e) {
      LOG.error("A listener failed", e);
    }
  }
}
