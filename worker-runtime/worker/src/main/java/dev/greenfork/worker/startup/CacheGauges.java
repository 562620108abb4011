package dev.greenfork.worker.startup;

import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.pool.Pool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells which processes of the worker run from the AOT cache. */
public final class CacheGauges {

  private final AotCache own = AotCache.ofThisProcess();
  private final Map<Long, Boolean> children = new ConcurrentHashMap<>();

  private CacheGauges() {}

  /** Adds them; they are worked out when they are read. */
  public static void register(WorkerMetrics metrics, Pool pool) {
    CacheGauges gauges = new CacheGauges();
    metrics.gauge(
        "greenfork_aot_cache_in_use",
        "1 if this process runs from its AOT cache.",
        () -> gauges.own.inUse() ? 1 : 0);
    metrics.gauge(
        "greenfork_children_with_aot_cache",
        "Prefork children that run from the AOT cache.",
        () -> gauges.children(pool.processes()));
  }

  /** A process keeps what it has started with, so each is looked at once. */
  private long children(List<Long> processes) {
    children.keySet().retainAll(processes);
    return processes.stream()
        .filter(pid -> children.computeIfAbsent(pid, this::sharesCache))
        .count();
  }

  private boolean sharesCache(long pid) {
    return own.file() != null && AotCache.isUsedBy(pid, own.file());
  }
}
