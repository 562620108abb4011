package dev.greenfork.worker.watchdog;

import java.time.Duration;

/**
 * How many carriers there are to be: the usual number, and one for each that is held. They come at
 * once and go when they were not needed for a while. For one thread.
 */
final class CarrierSupply {

  private static final long LOWER_AFTER = Duration.ofSeconds(10).toNanos();

  private final int usual;
  private final int most;
  private int extra;
  private long neededAt;

  /**
   * @param usual without any that is held
   * @param most whatever happens
   */
  CarrierSupply(int usual, int most) {
    this.usual = usual;
    this.most = Math.max(usual, most);
  }

  /**
   * The number from now on.
   *
   * @param held carriers that are held now
   */
  int wanted(int held, long now) {
    int needed = Math.min(held, most - usual);
    if (needed >= extra) {
      extra = needed;
      neededAt = now;
    } else if (now - neededAt > LOWER_AFTER) {
      extra = needed;
    }
    return usual + extra;
  }

  /** Whether no more can be had. */
  boolean isExhausted() {
    return usual + extra == most;
  }

  int usual() {
    return usual;
  }

  int extra() {
    return extra;
  }
}
