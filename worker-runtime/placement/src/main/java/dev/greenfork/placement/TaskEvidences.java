package dev.greenfork.placement;

import dev.greenfork.decisions.placement.Evidence;
import dev.greenfork.decisions.resources.Durations;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.TaskEvidence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What is known of tasks as people see it, in the status of TaskRoutes and in commands. */
public final class TaskEvidences {

  private TaskEvidences() {}

  /** The runs are those in the type of pool where the task is, or has ever been. */
  public static TaskEvidence of(TaskState state) {
    PoolType type = state.note().placed().type();
    Evidence here = state.evidence().of(type);
    Evidence there =
        state.evidence().of(type == PoolType.GREEN ? PoolType.PREFORK : PoolType.GREEN);
    Evidence shown = runs(here) > 0 ? here : there;
    return new TaskEvidence(
        (int) Math.min(Integer.MAX_VALUE, runs(shown)),
        share(shown),
        text(shown.wall(0.5)),
        text(shown.wall(0.95)),
        cost(state.note().cost().green()),
        cost(state.note().cost().prefork()),
        time(state.note().placed().since()),
        state.note().sentence());
  }

  private static long runs(Evidence evidence) {
    return evidence.recent().counts().runs();
  }

  /** Of green runs only the average is known. */
  private static String share(Evidence evidence) {
    double share =
        evidence.recent().spread().share().total() > 0
            ? evidence.highShare()
            : evidence.meanShare();
    return String.format(Locale.ROOT, "%.2f", share);
  }

  private static String text(Duration time) {
    Duration rounded =
        time.compareTo(Duration.ofSeconds(10)) < 0
            ? time.truncatedTo(ChronoUnit.MILLIS)
            : time.truncatedTo(ChronoUnit.SECONDS);
    return rounded.isZero() && !time.isZero() ? "1ms" : Durations.format(rounded);
  }

  private static String cost(double coreSeconds) {
    return String.format(Locale.ROOT, "%.2g", coreSeconds);
  }

  private static String time(Instant since) {
    return since.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
