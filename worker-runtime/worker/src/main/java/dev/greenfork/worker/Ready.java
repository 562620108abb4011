package dev.greenfork.worker;

import java.util.function.BooleanSupplier;

/**
 * Whether the worker is ready: once it was started and connected, for good, but for a pool whose
 * processes die one after the other: then nothing runs here, and no rollout should go on. Thread
 * safe.
 */
final class Ready {

  private volatile boolean started;
  private volatile BooleanSupplier able = () -> true;

  /** The worker has started. */
  void set() {
    started = true;
  }

  /** From now on this must hold, too. */
  void require(BooleanSupplier condition) {
    able = condition;
  }

  boolean isSo() {
    return started && able.getAsBoolean();
  }
}
