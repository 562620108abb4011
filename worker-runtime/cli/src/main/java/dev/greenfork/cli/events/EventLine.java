package dev.greenfork.cli.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.cli.output.Table;
import dev.greenfork.protocol.event.Event;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Events as lines for people. Remembers the names of tasks, which only their first events tell. */
final class EventLine {

  private static final int MOST_NAMES = 20_000;
  private static final int MOST_CHARACTERS = 200;
  private static final Set<String> ELSEWHERE =
      Set.of(
          "type",
          "hostname",
          "timestamp",
          "uuid",
          "name",
          "pid",
          "clock",
          "utcoffset",
          "root_id",
          "parent_id",
          "traceback");

  private final DateTimeFormatter time;
  private final Map<String, String> names = new LinkedHashMap<>();

  /**
   * @param zone of the times that are shown
   */
  EventLine(ZoneId zone) {
    time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(zone);
  }

  /** The line, safe for a terminal. */
  String of(Event event) {
    String what = event.isTask() ? task(event) + " " : "";
    String line =
        "%s %-20s %-16s %s%s"
            .formatted(
                time.format(event.time()), event.hostname(), event.type(), what, fields(event));
    return Table.printable(line).stripTrailing();
  }

  /** All fields as one line of JSON, the time without an exponent. */
  static String json(Event event) {
    BigDecimal seconds =
        BigDecimal.valueOf(event.fields().path("timestamp").asDouble())
            .setScale(6, RoundingMode.HALF_UP);
    return event.fields().deepCopy().put("timestamp", seconds).toString();
  }

  private String task(Event event) {
    event
        .text("name")
        .ifPresent(
            name -> {
              names.put(event.uuid(), name);
              if (names.size() > MOST_NAMES) {
                names.remove(names.keySet().iterator().next());
              }
            });
    return "%s[%s]".formatted(names.getOrDefault(event.uuid(), "?"), event.uuid());
  }

  private static String fields(Event event) {
    return event.fields().properties().stream()
        .filter(field -> !ELSEWHERE.contains(field.getKey()) && !isEmpty(field.getValue()))
        .map(field -> field.getKey() + "=" + shown(field.getKey(), field.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull() || (value.isContainerNode() && value.isEmpty());
  }

  private static String shown(String name, JsonNode value) {
    if (name.equals("runtime") && value.isNumber()) {
      return String.format(Locale.ROOT, "%.3fs", value.doubleValue());
    }
    String text = value.isTextual() ? value.textValue() : value.toString();
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
  }
}
