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
    text.append(row("feeds.fetch, nothing else", report.quiet()));
    text.append(row("feeds.fetch, one queue", report.mix().fetch()));
    text.append(row("feeds.fingerprint, one queue", report.mix().fingerprint()));
    if (report.greenAlone() != null) {
      text.append(row("feeds.fetch, green alone", report.greenAlone().fetch()));
      text.append(row("feeds.fingerprint, green alone", report.greenAlone().fingerprint()));
    }
    if (report.preforkAlone() != null) {
      text.append(row("feeds.fetch, prefork alone", report.preforkAlone()));
    }
    text.append('\n');
    sentences(report).forEach(sentence -> text.append(sentence).append('\n'));
    return text.toString();
  }

  private static List<String> sentences(Report report) {
    var lines = new ArrayList<String>();
    var fetch = report.mix().fetch();
    var fingerprint = report.mix().fingerprint();
    lines.add(
        text(
            "%d feeds and their documents through one queue in %.1f s: %.0f tasks/s; %.0f tasks/s until 95 of 100 were done, the rest are slow sites.",
            fetch.count().ended(),
            report.mix().rate().seconds(),
            report.mix().rate().perSecond(),
            report.mix().rate().perSecondTo95()));
    lines.add(beside(report));
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

  private static String beside(Report report) {
    double quiet = report.quiet().ran().p95();
    String beside =
        text(
            "With fingerprints beside it feeds.fetch takes %.2f x as long (p95) as without",
            times(report.mix().fetch().ran().p95(), quiet));
    Report.Both green = report.greenAlone();
    return green == null
        ? beside + "."
        : beside
            + text(
                "; in the green pool alone %.2f x, where both do %.0f tasks/s until 95 of 100 were done: the mix does %.2f x that.",
                times(green.fetch().ran().p95(), quiet),
                green.rate().perSecondTo95(),
                times(report.mix().rate().perSecondTo95(), green.rate().perSecondTo95()));
  }

  private static double times(double one, double other) {
    return other == 0 ? 0 : one / other;
  }

  private static String alone(TaskStats mix, TaskStats alone) {
    double times = times(mix.rate().perSecond(), alone.rate().perSecond());
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
