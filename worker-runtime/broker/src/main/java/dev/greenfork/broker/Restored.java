package dev.greenfork.broker;

import java.util.Collection;

/**
 * What was put back.
 *
 * @param messages all
 * @param died those of them that had been started when their process died
 */
public record Restored(long messages, long died) {

  public static final Restored NOTHING = new Restored(0, 0);

  /** Both together. */
  public Restored plus(Restored other) {
    return new Restored(messages + other.messages, died + other.died);
  }

  /** What all of these left together. */
  public static Restored of(Collection<Loss> losses) {
    return losses.stream().map(Loss::restored).reduce(NOTHING, Restored::plus);
  }
}
