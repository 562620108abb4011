package dev.greenfork.decisions.resources;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many tasks one worker of a pool runs at once. */
public final class PoolSize {

  /** Tasks at once on virtual threads, where the spec leaves the choice. */
  public static final int GREEN_DEFAULT = 100;

  private static final int MOST_PROCESSES = 256;

  private PoolSize() {}

  /**
   * What the spec says; else 100 for green, and for prefork the CPU limit, else request, else 1.
   */
  public static int concurrency(WorkerPoolSpec spec) {
    if (spec.concurrency() != null) {
      return spec.concurrency();
    }
    return switch (spec.type()) {
      case GREEN -> GREEN_DEFAULT;
      case PREFORK -> processes(spec.workerResources());
    };
  }

  private static int processes(Resources resources) {
    String limit = cpu(resources.limits());
    String cpu = limit == null ? cpu(resources.requests()) : limit;
    return cpu == null ? 1 : Math.clamp(cores(cpu), 1, MOST_PROCESSES);
  }

  private static @Nullable String cpu(@Nullable Map<String, String> quantities) {
    return quantities == null ? null : quantities.get("cpu");
  }

  /** Whole cores that a CPU quantity such as {@code 1500m} or {@code 2} needs, rounded up. */
  static int cores(String quantity) {
    boolean milli = quantity.endsWith("m");
    String digits = milli ? quantity.substring(0, quantity.length() - 1) : quantity;
    try {
      BigDecimal cores = new BigDecimal(digits).movePointLeft(milli ? 3 : 0);
      return cores.setScale(0, RoundingMode.CEILING).intValueExact();
    } catch (NumberFormatException e) {
      // Kubernetes also takes 1e3 or 2k, which nobody writes for CPUs: the pool then says
      // concurrency itself.
      return 1;
    } catch (ArithmeticException e) {
      return MOST_PROCESSES;
    }
  }
}
