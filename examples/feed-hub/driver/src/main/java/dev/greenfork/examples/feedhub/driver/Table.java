package dev.greenfork.examples.feedhub.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report as a table for people. */
final class Table {
  private static final String ROW = "%-30s %8s %10s %10s %10s %10s %10s%n";

  private Table() {}

  static String of(Report report) {
    var text = new StringBuilder();
    text.append(row("", "tasks", "tasks/s", "wait p50", "wait p95", "run p50", "run p95"));
    text.append(row("feeds.fetch, green", report.fetch()));
    text.append(row("feeds.fingerprint, prefork", report.fingerprint()));
    if (report.preforkAlone() != null) {
      text.append(row("feeds.fetch, prefork alone", report.preforkAlone()));
    }
    text.append('\n');
    sentences(report).forEach(sentence -> text.append(sentence).append('\n'));
    return text.toString();
  }

  private static List<String> sentences(Report report) {
    var lines = new ArrayList<String>();
    var fetch = report.fetch();
    var fingerprint = report.fingerprint();
    lines.add(
        text(
            "%d feeds in %.1f s: %.0f feeds/s; %.0f feeds/s until 95 of 100 were done, the rest are slow sites.",
            fetch.count().ended(),
            fetch.rate().seconds(),
            fetch.rate().perSecond(),
            fetch.rate().perSecondTo95()));
    lines.add(
        text(
            "%d entries counted; %d pairs of near-duplicates found in %d documents.",
            fetch.count().items(), fingerprint.count().items(), fingerprint.count().ended()));
    if (report.preforkAlone() != null) {
      lines.add(alone(fetch, report.preforkAlone()));
    }
    lines.add("Failed fetches: " + failures(fetch) + ".");
    if (!fingerprint.failures().isEmpty()) {
      lines.add("Failed fingerprints: " + failures(fingerprint) + ".");
    }
    if (report.missing() > 0) {
      lines.add(report.missing() + " tasks had no result when the driver's patience ended.");
    }
    lines.add(
        "Wait: from sending to start, by the clocks of driver and workers. Run: measured in the task.");
    lines.add("Both of the tasks that returned; the rates count failed tasks too.");
    return lines;
  }

  private static String alone(TaskStats mix, TaskStats alone) {
    double times =
        alone.rate().perSecond() == 0 ? 0 : mix.rate().perSecond() / alone.rate().perSecond();
    return text(
        "%d of these feeds through the prefork pool alone: %.1f feeds/s; the mix is %.0f times as fast.",
        alone.count().ended(), alone.rate().perSecond(), times);
  }

  private static String failures(TaskStats stats) {
    var reasons =
        stats.failures().entrySet().stream()
            .map(reason -> reason.getValue() + " " + reason.getKey())
            .collect(Collectors.joining(", "));
    return reasons.isEmpty() ? "none" : reasons;
  }

  private static String row(String label, TaskStats stats) {
    return row(
        label,
        String.valueOf(stats.count().ended()),
        text("%.1f", stats.rate().perSecond()),
        time(stats.waited().p50()),
        time(stats.waited().p95()),
        time(stats.ran().p50()),
        time(stats.ran().p95()));
  }

  private static String row(Object... cells) {
    return text(ROW, cells);
  }

  private static String time(double seconds) {
    return seconds < 1 ? text("%.0f ms", seconds * 1e3) : text("%.2f s", seconds);
  }

  @SuppressWarnings(
      "AnnotateFormatMethod") // the annotation is in a library that nothing else here needs
  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
