package dev.greenfork.examples.feedhub.server;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How a feed's site answers: after what time, and with which fault. */
record Behaviour(Duration latency, Fault fault) {

  /** What can be wrong with a site. */
  enum Fault {
    NONE,
    /** The document arrives in drops over several seconds. */
    SLOW,
    /** The connection ends in the middle of the document. */
    CUT,
    /** The document ends in the middle of an element. */
    MALFORMED,
    /** 404. */
    MISSING
  }

  private static final double SIGMA = 0.5;
  private static final double LONGEST_IN_MEDIANS = 10;

  /** Log-normal latency around the median, and a fault for six feeds in a hundred. */
  static Behaviour draw(Duration median, RandomGenerator random) {
    double factor = Math.min(LONGEST_IN_MEDIANS, Math.exp(SIGMA * random.nextGaussian()));
    return new Behaviour(
        Duration.ofNanos((long) (median.toNanos() * factor)), fault(random.nextInt(100)));
  }

  /** The time that a slow document takes to arrive. */
  Duration trickle() {
    return latency.multipliedBy(10);
  }

  private static Fault fault(int percentile) {
    return switch (percentile) {
      case 0, 1 -> Fault.SLOW;
      case 2 -> Fault.CUT;
      case 3 -> Fault.MALFORMED;
      case 4, 5 -> Fault.MISSING;
      default -> Fault.NONE;
    };
  }
}
