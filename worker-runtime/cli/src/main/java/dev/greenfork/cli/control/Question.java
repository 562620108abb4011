package dev.greenfork.cli.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What {@code greenfork inspect} can ask, and how people are shown what one worker answers. */
@SuppressWarnings(
    "ImmutableEnumChecker") // why: lists are copies that cannot be changed, functions pure
enum Question {
  PING(List.of("ANSWER"), answer -> List.of(List.of(text(answer.path("ok"))))),
  ACTIVE(Cells.TASKS, answer -> Cells.each(answer, Cells::task)),
  RESERVED(Cells.TASKS, answer -> Cells.each(answer, Cells::task)),
  SCHEDULED(
      List.of("DUE", "ID", "TASK", "ARGS", "KWARGS"),
      answer -> Cells.each(answer, Cells::scheduled)),
  REGISTERED(List.of("TASK"), answer -> Cells.each(answer, each -> List.of(text(each)))),
  STATS(List.of("WHAT", "VALUE"), Cells::flat),
  CONF(List.of("SETTING", "VALUE"), Cells::flat),
  ACTIVE_QUEUES(
      List.of("QUEUE", "EXCHANGE", "ROUTING KEY"), answer -> Cells.each(answer, Cells::queue)),
  REVOKED(List.of("ID"), answer -> Cells.each(answer, each -> List.of(text(each)))),
  REPORT(List.of("REPORT"), answer -> Cells.lines(answer.path("ok").asText())),
  CLOCK(List.of("CLOCK"), answer -> List.of(List.of(text(answer.path("clock"))))),
  QUERY_TASK(List.of("ID", "STATE", "TASK"), Cells::found);

  private final List<String> head;
  private final Function<JsonNode, List<List<String>>> rows;

  Question(List<String> head, Function<JsonNode, List<List<String>>> rows) {
    this.head = head;
    this.rows = rows;
  }

  /** Celery's name of it. */
  String method() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return method().replace('_', '-');
  }

  /** The columns behind that of the worker. */
  List<String> head() {
    return head;
  }

  /** The rows of one worker. */
  List<List<String>> rows(JsonNode answer) {
    return answer.path("error").isTextual()
        ? List.of(Cells.error(answer, head.size()))
        : rows.apply(answer);
  }

  private static String text(JsonNode value) {
    return Cells.text(value);
  }

  /** Pieces of answers as cells of a table. */
  private static final class Cells {

    static final List<String> TASKS = List.of("ID", "TASK", "ARGS", "KWARGS", "SINCE", "PROCESS");

    private static final int WIDEST = 80;

    private Cells() {}

    static List<List<String>> each(JsonNode list, Function<JsonNode, List<String>> row) {
      List<List<String>> rows = new ArrayList<>();
      list.forEach(each -> rows.add(row.apply(each)));
      return rows;
    }

    static List<String> task(JsonNode task) {
      JsonNode start = task.path("time_start");
      return List.of(
          text(task.path("id")),
          text(task.path("name")),
          text(task.path("args")),
          text(task.path("kwargs")),
          start.isNumber() ? Instant.ofEpochSecond(start.asLong()).toString() : "-",
          text(task.path("worker_pid")));
    }

    static List<String> scheduled(JsonNode entry) {
      JsonNode task = entry.path("request");
      return List.of(
          text(entry.path("eta")),
          text(task.path("id")),
          text(task.path("name")),
          text(task.path("args")),
          text(task.path("kwargs")));
    }

    static List<String> queue(JsonNode queue) {
      return List.of(
          text(queue.path("name")),
          text(queue.path("exchange").path("name")),
          text(queue.path("routing_key")));
    }

    static List<List<String>> found(JsonNode byId) {
      List<List<String>> rows = new ArrayList<>();
      byId.properties()
          .forEach(
              entry ->
                  rows.add(
                      List.of(
                          entry.getKey(),
                          text(entry.getValue().path(0)),
                          text(entry.getValue().path(1).path("name")))));
      return rows;
    }

    /** A tree as paths and values. */
    static List<List<String>> flat(JsonNode tree) {
      List<List<String>> rows = new ArrayList<>();
      flat("", tree, rows);
      return rows;
    }

    private static void flat(String path, JsonNode tree, List<List<String>> rows) {
      if (tree.isObject() && !tree.isEmpty()) {
        tree.properties()
            .forEach(
                entry ->
                    flat(
                        path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                        entry.getValue(),
                        rows));
      } else {
        rows.add(List.of(path, text(tree)));
      }
    }

    static List<List<String>> lines(String text) {
      return text.lines().filter(line -> !line.isBlank()).map(List::of).toList();
    }

    static List<String> error(JsonNode answer, int columns) {
      List<String> row = new ArrayList<>();
      row.add("ERROR " + answer.path("error").textValue());
      while (row.size() < columns) {
        row.add("");
      }
      return row;
    }

    static String text(JsonNode value) {
      if (value.isNull() || value.isMissingNode()) {
        return "-";
      }
      String text = value.isTextual() ? value.textValue() : value.toString();
      return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 3) + "...";
    }
  }
}
