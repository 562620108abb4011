package dev.greenfork.operator.placement;

import dev.greenfork.decisions.placement.ByType;
import dev.greenfork.decisions.placement.PoolShape;
import dev.greenfork.decisions.resources.PoolSize;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.Resources;
import dev.greenfork.decisions.resources.WorkerPoolSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the pods of a Broker's pools have, on average over those of a type. */
final class Shapes {

  private static final double GIB = 1 << 30;

  /** Of pods that request nothing. */
  private static final String CORES = "1";

  private static final String MEMORY = "512Mi";

  private Shapes() {}

  static ByType<PoolShape> of(List<WorkerPoolSpec> pools) {
    return new ByType<>(of(PoolType.GREEN, pools), of(PoolType.PREFORK, pools));
  }

  private static PoolShape of(PoolType type, List<WorkerPoolSpec> pools) {
    double pods = 0;
    double slots = 0;
    double cores = 0;
    double memory = 0;
    for (WorkerPoolSpec pool : pools) {
      if (pool.type() == type) {
        int weight = Math.max(1, pool.wantedReplicas());
        pods += weight;
        slots += weight * (double) PoolSize.concurrency(pool);
        cores += weight * amount(pool.workerResources(), "cpu", CORES);
        memory += weight * amount(pool.workerResources(), "memory", MEMORY) / GIB;
      }
    }
    if (pods == 0) {
      int some = type == PoolType.GREEN ? PoolSize.GREEN_DEFAULT : 1;
      return new PoolShape(some, 1, 0.5);
    }
    return new PoolShape(
        (int) Math.max(1, Math.round(slots / pods)), Math.max(0.001, cores / pods), memory / pods);
  }

  private static double amount(Resources resources, String of, String otherwise) {
    String requested = get(resources.requests(), of);
    String limit = get(resources.limits(), of);
    String text = requested != null ? requested : limit != null ? limit : otherwise;
    try {
      return Quantity.getAmountInBytes(new Quantity(text)).max(BigDecimal.ZERO).doubleValue();
    } catch (ArithmeticException | IllegalArgumentException e) {
      return Quantity.getAmountInBytes(new Quantity(otherwise)).doubleValue();
    }
  }

  private static @Nullable String get(@Nullable Map<String, String> quantities, String of) {
    return quantities == null ? null : quantities.get(of);
  }
}
