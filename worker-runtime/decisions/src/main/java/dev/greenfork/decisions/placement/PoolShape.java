package dev.greenfork.decisions.placement;

/**
 * What a pod of a pool has.
 *
 * @param slots tasks at once
 * @param cores that it requests
 * @param memoryGiB that it requests
 */
public record PoolShape(int slots, double cores, double memoryGiB) {

  /** What clouds ask for 8 GiB of memory is about what they ask for a core. */
  private static final double GIB_PER_CORE = 8;

  public PoolShape {
    if (slots < 1 || !(cores > 0) || !(memoryGiB >= 0)) {
      throw new IllegalArgumentException(
          "a pod of %d slots, %s cores and %s GiB runs nothing".formatted(slots, cores, memoryGiB));
    }
  }

  /** The whole pod in cores, its memory included. */
  double size() {
    return cores + memoryGiB / GIB_PER_CORE;
  }

  /**
   * What a run takes of the pod: its share of the slots or of the processors, whichever binds,
   * times the whole pod.
   *
   * @return in core seconds
   */
  public double cost(Evidence.Mean run) {
    return Math.max(run.wall() / slots, run.cpu() / cores) * size();
  }
}
