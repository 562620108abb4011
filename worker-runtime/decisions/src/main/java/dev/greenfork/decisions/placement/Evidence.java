package dev.greenfork.decisions.placement;

import java.time.Duration;
import java.time.Instant;

/**
 * What is known of a task in one type of pool: its last 100 to 200 runs, so that a task which
 * changes is known anew after 200, and the longest processor time of the last one to two hours,
 * because a task that seldom computes for long is easily overlooked. Immutable.
 *
 * @param current the block that fills
 * @param previous the block before
 * @param longest processor time of one run
 * @param until when the last of it came
 */
public record Evidence(Seen current, Seen previous, Peak longest, Instant until) {

  /** Nothing is known. */
  public static final Evidence NONE =
      new Evidence(Seen.NOTHING, Seen.NOTHING, Peak.NONE, Instant.EPOCH);

  /** Runs after which a block is full. What comes in one piece stays in one block. */
  private static final long BLOCK = 100;

  /** What is older than that says nothing about today's task. */
  private static final Duration STALE = Duration.ofDays(7);

  /** With what was seen since. */
  public Evidence plus(Seen more, Instant now) {
    if (Duration.between(until, now).compareTo(STALE) > 0) {
      return new Evidence(
          more, Seen.NOTHING, Peak.NONE.plus(more.spread().cpu().highest(), now), now);
    }
    Peak peak = longest.plus(more.spread().cpu().highest(), now);
    return current.counts().runs() >= BLOCK
        ? new Evidence(more, current, peak, now)
        : new Evidence(current.plus(more), previous, peak, now);
  }

  /** Without the runs: the task begins anew here. What it took at the longest is not forgotten. */
  public Evidence afresh() {
    return new Evidence(Seen.NOTHING, Seen.NOTHING, longest, until);
  }

  /** The runs that count. */
  public Seen recent() {
    return previous.plus(current);
  }

  /** The longest processor time of a run; zero if none was measured. */
  public Duration longestCpu() {
    int highest = Math.max(longest.highest(), recent().spread().cpu().highest());
    return highest < 0 ? Duration.ZERO : TimeClasses.longest(highest);
  }

  /** The share of their time for which these runs computed, from 0 to 1, all together. */
  public double meanShare() {
    Seen.Counts counts = recent().counts();
    Seen.Used used = recent().used();
    if (used.measured() == 0 || used.wallNanos() <= 0) {
      return 0;
    }
    double cpuPerRun = (double) used.cpuNanos() / used.measured();
    return Math.min(1, cpuPerRun * counts.runs() / used.wallNanos());
  }

  /** Up to which share 95 of 100 runs computed; 0 if none was measured by itself. */
  public double highShare() {
    int high = recent().spread().share().quantile(0.95);
    return high < 0 ? 0 : ShareClasses.largest(high);
  }

  /** Up to which wall time this share of the runs took; zero for no runs. */
  public Duration wall(double share) {
    int at = recent().spread().wall().quantile(share);
    return at < 0 ? Duration.ZERO : TimeClasses.longest(at);
  }

  /** What a run took on average; nothing for no runs. */
  public Mean mean() {
    Seen.Counts counts = recent().counts();
    Seen.Used used = recent().used();
    return new Mean(
        counts.runs() == 0 ? 0 : used.wallNanos() / 1e9 / counts.runs(),
        used.measured() == 0 ? 0 : used.cpuNanos() / 1e9 / used.measured());
  }

  /** What one run takes, in seconds. */
  public record Mean(double wall, double cpu) {}
}
