package dev.greenfork.decisions.simulation;

import dev.greenfork.decisions.scaling.ScalingDecision;
import java.util.Arrays;
import java.util.List;

/**
 * What came of a simulation.
 *
 * @param load what was simulated
 * @param points how it went, by time
 * @param waits seconds from when a task could start until it did, of all that started, sorted
 * @param figures what it cost
 */
@SuppressWarnings(
    "ArrayRecordComponent") // why: a million numbers; made to be read and never compared
public record SimCourse(SimLoad load, List<Point> points, double[] waits, Figures figures) {

  /**
   * One moment.
   *
   * @param at seconds since the beginning
   * @param arrived tasks that could have started until then
   * @param ready that wait
   * @param pods that exist, and of those the ones that work
   */
  public record Point(
      double at, long arrived, long ready, int pods, int working, ScalingDecision decision) {}

  /**
   * What it cost.
   *
   * @param podSeconds pods, over time
   * @param started pods that were started
   * @param most pods at once
   * @param turns how often the number of pods that is asked for changed from rising to falling or
   *     back
   * @param left tasks that had not started at the end
   */
  public record Figures(double podSeconds, int started, int most, int turns, int left) {}

  /** The wait that this part of the tasks does not exceed; zero without tasks. */
  public double waited(double part) {
    return waits.length == 0
        ? 0
        : waits[(int) Math.min(waits.length - 1, Math.floor(part * waits.length))];
  }

  /** The part of the tasks that waited for longer than this. */
  public double over(double seconds) {
    return waits.length == 0
        ? 0
        : (double) Arrays.stream(waits).filter(each -> each > seconds).count() / waits.length;
  }

  /** Pod-seconds that the work alone takes: nobody can do with less. */
  public double leastPodSeconds(int slots) {
    return load.work() / slots;
  }

  /** Turns for each hour. */
  public double turnsPerHour() {
    return figures.turns() / (load.length() / 3600);
  }
}
