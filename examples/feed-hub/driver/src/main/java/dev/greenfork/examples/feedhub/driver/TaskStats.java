package dev.greenfork.examples.feedhub.driver;

import dev.greenfork.examples.feedhub.driver.Outcome.Done;
import dev.greenfork.examples.feedhub.driver.Outcome.Failed;
import dev.greenfork.examples.feedhub.driver.Outcome.Missing;
import dev.greenfork.examples.feedhub.tasks.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the samples of one task come to.
 *
 * @param waited seconds from sending to start, by the clocks of driver and workers; of tasks that
 *     returned, as only they say when they started
 * @param ran seconds as measured by the task; of tasks that returned
 * @param failures numbers of failed tasks by the class of their exception
 */
record TaskStats(
    Count count, Rate rate, Quantiles waited, Quantiles ran, Map<String, Integer> failures) {

  static TaskStats of(List<Sample> samples) {
    double first = samples.stream().mapToDouble(Sample::sent).min().orElse(0);
    var ends = new ArrayList<Double>();
    var waits = new ArrayList<Double>();
    var runs = new ArrayList<Double>();
    var failures = new TreeMap<String, Integer>();
    long items = 0;
    for (Sample sample : samples) {
      switch (sample.outcome()) {
        case Done(Run run, int counted, var sentOn) -> {
          ends.add(sample.ended() - first);
          waits.add(Math.max(0, run.started() - sample.sent()));
          runs.add(run.seconds());
          items += counted;
        }
        case Failed(String reason) -> {
          ends.add(sample.ended() - first);
          failures.merge(reason, 1, Integer::sum);
        }
        case Missing() -> {}
      }
    }
    return new TaskStats(
        new Count(ends.size(), samples.size() - ends.size(), items),
        Rate.of(ends),
        Quantiles.of(waits),
        Quantiles.of(runs),
        Map.copyOf(failures));
  }
}
