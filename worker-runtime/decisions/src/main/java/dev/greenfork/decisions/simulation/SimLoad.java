package dev.greenfork.decisions.simulation;

import java.util.List;

/**
 * Tasks that arrive, in order of time, and what happens to the machinery meanwhile. Times are in
 * seconds since the beginning.
 *
 * @param name for people
 * @param length when it is over
 * @param tasks by arrival
 * @param outages times in which the broker is away: nothing is fetched, told or sent
 * @param deploys times at which all pods are replaced
 */
public record SimLoad(
    String name, double length, List<Task> tasks, List<Span> outages, List<Double> deploys) {

  public SimLoad {
    tasks = List.copyOf(tasks);
    outages = List.copyOf(outages);
    deploys = List.copyOf(deploys);
  }

  /**
   * A task.
   *
   * @param at when it is sent
   * @param due when it may start: {@code at}, or later where it is delayed
   * @param service seconds that it occupies a slot
   * @param name what it is called
   */
  public record Task(double at, double due, double service, String name) {}

  /** From one time until another. */
  public record Span(double from, double to) {

    boolean holds(double time) {
      return time >= from && time < to;
    }
  }

  /** A load in which nothing breaks. */
  public static SimLoad of(String name, double length, List<Task> tasks) {
    return new SimLoad(name, length, tasks, List.of(), List.of());
  }

  /** Seconds of slots that all tasks need. */
  public double work() {
    return tasks.stream().mapToDouble(Task::service).sum();
  }

  /** When the broker is back; the time itself while it is there. */
  double present(double time) {
    return outages.stream()
        .filter(span -> span.holds(time))
        .mapToDouble(Span::to)
        .findFirst()
        .orElse(time);
  }
}
