package dev.greenfork.cli.top;

import dev.greenfork.cli.monitor.FleetView;
import dev.greenfork.cli.output.Table;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A view as lines. Pure. */
record TopPage(String broker, ZoneId zone) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** Lines that are no rows: the title, and three tables with a head and an empty line before. */
  private static final int FRAME = 7;

  /** All lines, as wide and as many as they are. */
  List<String> whole(FleetView view) {
    return lines(view, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** As many lines as fit, cut to the width; the tables share the height. */
  List<String> fitted(FleetView view, int columns, int rows) {
    int room = Math.max(3, rows - FRAME);
    int workers = Math.min(view.workers().size(), Math.max(1, room / 3));
    int queues = Math.min(view.queues().size(), Math.max(1, room / 4));
    int tasks = Math.max(1, room - workers - queues);
    return lines(view, workers, queues, tasks).stream()
        .limit(Math.max(1, rows))
        .map(line -> line.length() <= columns ? line : line.substring(0, columns))
        .toList();
  }

  private List<String> lines(FleetView view, int workers, int queues, int tasks) {
    List<String> lines = new ArrayList<>();
    lines.add(title(view));
    add(
        lines,
        List.of(
            "WORKER", "STATUS", "SLOTS", "USED", "ACTIVE", "STARTED", "PER S", "LOAD", "SOFTWARE"),
        view.workers().stream().map(TopPage::row).toList(),
        workers);
    add(
        lines,
        List.of("QUEUE", "READY", "BY PRIORITY", "IN FLIGHT"),
        view.queues().stream().map(TopPage::row).toList(),
        queues);
    add(
        lines,
        List.of("TASK", "RUNS", "PER S", "WALL", "CPU", "RUNNING", "FAILED", "RETRIED"),
        view.tasks().stream().map(TopPage::row).toList(),
        tasks);
    return lines;
  }

  private String title(FleetView view) {
    long online = view.workers().stream().filter(FleetView.Worker::online).count();
    double perSecond = view.workers().stream().mapToDouble(FleetView.Worker::perSecond).sum();
    String faults = view.faults() == 0 ? "" : ", %d events not understood".formatted(view.faults());
    return Table.printable(
        "greenfork top  %s  %s  %d of %d workers online, %s tasks/s%s"
            .formatted(
                TIME.withZone(zone).format(view.at()),
                broker,
                online,
                view.workers().size(),
                number(perSecond),
                faults));
  }

  private static void add(
      List<String> lines, List<String> head, List<List<String>> rows, int most) {
    lines.add("");
    boolean all = rows.size() <= most;
    List<List<String>> shown = new ArrayList<>(rows.subList(0, all ? rows.size() : most - 1));
    if (!all) {
      List<String> more =
          new ArrayList<>(List.of("(%d more)".formatted(rows.size() - shown.size())));
      IntStream.range(1, head.size()).forEach(i -> more.add(""));
      shown.add(more);
    }
    lines.addAll(Table.lines(head, shown));
  }

  private static List<String> row(FleetView.Worker worker) {
    return List.of(
        worker.name(),
        worker.online() ? "online" : "offline",
        whole(worker.slots()),
        whole(worker.slotsUsed()),
        String.valueOf(worker.active()),
        String.valueOf(worker.processed()),
        number(worker.perSecond()),
        number(worker.load()),
        worker.software());
  }

  private static List<String> row(FleetView.Queue queue) {
    String steps =
        queue.ready().entrySet().stream()
            .filter(step -> step.getValue() > 0)
            .map(step -> step.getKey() + ":" + step.getValue())
            .reduce((a, b) -> a + " " + b)
            .orElse("-");
    return List.of(
        queue.name(),
        queue.ready().isEmpty() ? "?" : String.valueOf(queue.readyInAll()),
        steps,
        String.valueOf(queue.inFlight()));
  }

  private static List<String> row(FleetView.Task task) {
    return List.of(
        task.name(),
        String.valueOf(task.runs()),
        number(task.perSecond()),
        seconds(task.wallSeconds()),
        seconds(task.cpuSeconds()),
        String.valueOf(task.running()),
        String.valueOf(task.failed()),
        String.valueOf(task.retried()));
  }

  private static String whole(@Nullable Integer number) {
    return number == null ? "-" : String.valueOf(number);
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number);
  }

  private static String seconds(@Nullable Double seconds) {
    if (seconds == null) {
      return "-";
    }
    return seconds < 0.0995
        ? String.format(Locale.ROOT, "%.1f ms", seconds * 1000)
        : String.format(Locale.ROOT, "%.2f s", seconds);
  }
}
