package dev.greenfork.protocol.event;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * More about runs of one task that ended. All of it adds up.
 *
 * @param failed how many of them failed
 * @param hogs runs, ended or not, that were found computing for long on one carrier
 * @param pins the same, blocked on it
 * @param bytes allocated on the heap by those whose processor time was measured
 */
public record WorkDetail(long failed, long hogs, long pins, long bytes, Spread spread) {

  /** Nothing more is known. */
  public static final WorkDetail NONE = new WorkDetail(0, 0, 0, 0, Spread.NONE);

  /**
   * Numbers of runs by class; which class means what is the business of who counts and who decides.
   *
   * @param wall by wall time, of all runs
   * @param cpu by processor time, of those that were measured one by one
   * @param share by the share of their wall time that this was, of the same
   */
  public record Spread(
      SortedMap<Integer, Long> wall, SortedMap<Integer, Long> cpu, SortedMap<Integer, Long> share) {

    /** Of no runs. */
    public static final Spread NONE = new Spread(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    private Spread minus(Spread before) {
      return new Spread(
          minus(wall, before.wall), minus(cpu, before.cpu), minus(share, before.share));
    }

    private static SortedMap<Integer, Long> minus(
        Map<Integer, Long> now, Map<Integer, Long> before) {
      SortedMap<Integer, Long> news = new TreeMap<>();
      now.forEach(
          (each, count) -> {
            long more = count - before.getOrDefault(each, 0L);
            if (more > 0) {
              news.put(each, more);
            }
          });
      return news;
    }
  }

  /** What has come since. */
  public WorkDetail minus(WorkDetail before) {
    return new WorkDetail(
        failed - before.failed,
        hogs - before.hogs,
        pins - before.pins,
        bytes - before.bytes,
        spread.minus(before.spread));
  }
}
