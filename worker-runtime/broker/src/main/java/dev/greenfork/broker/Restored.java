package dev.greenfork.broker;

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
}
