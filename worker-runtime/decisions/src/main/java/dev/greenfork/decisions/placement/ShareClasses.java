package dev.greenfork.decisions.placement;

/** Classes of the share of its wall time for which a run computed: 20 of 5 % each. */
public final class ShareClasses {

  /** How many there are. */
  public static final int COUNT = 20;

  private ShareClasses() {}

  /** The class of a run; clocks that disagree are no reason to fail. */
  public static int of(long cpuNanos, long wallNanos) {
    if (cpuNanos <= 0) {
      return 0;
    }
    return cpuNanos >= wallNanos ? COUNT - 1 : (int) (cpuNanos * COUNT / wallNanos);
  }

  /** The largest share of a class, from 0 to 1. */
  public static double largest(int shareClass) {
    return (Math.clamp(shareClass, 0, COUNT - 1) + 1.0) / COUNT;
  }
}
