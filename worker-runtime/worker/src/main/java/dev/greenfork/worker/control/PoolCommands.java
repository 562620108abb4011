package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.slots.Slots;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes the size of the pool while it works. */
final class PoolCommands {

  private static final Logger log = LoggerFactory.getLogger(PoolCommands.class);

  private final PoolType type;
  private final Pool pool;
  private final Slots slots;
  private final IntConsumer told;

  /**
   * @param told hears the new number of slots
   */
  PoolCommands(PoolType type, Pool pool, Slots slots, IntConsumer told) {
    this.told = told;
    this.type = type;
    this.pool = pool;
    this.slots = slots;
  }

  void addTo(Panel panel) {
    panel.add(this::grow, "pool_grow");
    panel.add(this::shrink, "pool_shrink");
    panel.add(this::size, "pool_size");
    panel.add(
        _ -> {
          throw CommandException.value("Pool restarts not enabled");
        },
        "pool_restart");
    panel.add(
        _ -> {
          throw CommandException.value("Autoscale not enabled");
        },
        "autoscale");
  }

  /** What the operator asks for when a pool's concurrency is changed; may be repeated. */
  private JsonNode size(Arguments call) {
    int change = positive(call) - slots.total();
    if (change == 0) {
      return Command.ok("pool has %d slots".formatted(slots.total()));
    }
    return change > 0 ? growBy(change) : shrinkBy(-change);
  }

  private JsonNode grow(Arguments call) {
    return growBy(positive(call));
  }

  private JsonNode growBy(int more) {
    if (more > type.mostSlots() - slots.total()) {
      throw CommandException.value(
          "a %s pool has at most %d slots, this one has %d"
              .formatted(type.label(), type.mostSlots(), slots.total()));
    }
    pool.refusal(slots.total() + more)
        .ifPresent(
            why -> {
              throw CommandException.value(why);
            });
    pool.resize(more);
    slots.resize(more);
    told.accept(slots.total());
    log.info("The pool grows by {} to {} slots.", more, slots.total());
    return Command.ok("pool will grow");
  }

  private JsonNode shrink(Arguments call) {
    return shrinkBy(positive(call));
  }

  private JsonNode shrinkBy(int fewer) {
    if (fewer >= slots.total()) {
      throw CommandException.value(
          "the pool has %d slots, of which one must stay; cancel its queues instead"
              .formatted(slots.total()));
    }
    slots.resize(-fewer);
    pool.resize(-fewer);
    told.accept(slots.total());
    log.info("The pool shrinks by {} to {} slots.", fewer, slots.total());
    return Command.ok("pool will shrink");
  }

  private static int positive(Arguments call) {
    int n = call.integer("n", 1);
    if (n < 1) {
      throw CommandException.value("n must be at least 1, not " + n);
    }
    return n;
  }
}
