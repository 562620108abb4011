package dev.greenfork.local.status;

import dev.greenfork.decisions.resources.WorkerPoolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The pools as a table for people, a line each, at most 100 characters wide. */
public final class StatusTable {

  private static final int LONGEST_NAME = 24;

  private StatusTable() {}

  /** The lines of the table. */
  public static List<String> of(List<Row> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(line("POOL", "TYPE", "READY", "RUNNING", "DONE", "FAILED", "PER SEC", "WAITING"));
    for (Row row : rows) {
      WorkerPoolSpec spec = row.pool().spec();
      Reading reading = row.reading();
      lines.add(
          line(
              shortened(row.pool().name()),
              spec.type().word(),
              row.ready() + "/" + spec.wantedReplicas(),
              reading.running() + " of " + reading.slots(),
              reading.succeeded(),
              reading.failed(),
              String.format(Locale.ROOT, "%.1f", row.perSecond()),
              row.waiting().isPresent() ? row.waiting().getAsLong() : "?"));
    }
    return List.copyOf(lines);
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-24s %-8s %7s %13s %9s %8s %9s %9s", cells).stripTrailing();
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 3) + "...";
  }
}
