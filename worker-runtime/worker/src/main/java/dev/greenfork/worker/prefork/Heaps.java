package dev.greenfork.worker.prefork;

import java.util.function.IntSupplier;

/** How much heap children get, which follows the number of slots. Thread safe. */
record Heaps(MemoryPlan plan, IntSupplier slots) {

  /** The most heap of a child that is started now, in bytes. */
  long now() {
    return plan.heap(slots.getAsInt());
  }

  /** Whether a child got its heap when there was more for each, and the container is bounded. */
  boolean isTooLarge(long heap) {
    return plan.machine().limited() && heap > now();
  }
}
