package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one command by name. What is absent or null has its default; what has a wrong
 * type is told to who asked.
 *
 * @param command the command's name, for complaints
 * @param values as they came; names that the command does not know are ignored
 * @param everybody whether all nodes were asked to do the same
 */
record Arguments(String command, ObjectNode values, boolean everybody) {

  boolean has(String name) {
    return values.hasNonNull(name);
  }

  String text(String name) {
    String text = optionalText(name);
    if (text == null) {
      throw missing(name);
    }
    return text;
  }

  @Nullable String optionalText(String name) {
    JsonNode value = values.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw wrong(name, "a text");
    }
    return value.textValue();
  }

  /** One text or a list of them, as Celery takes ids. */
  List<String> texts(String name) {
    JsonNode value = values.get(name);
    if (value == null || value.isNull()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value.isArray() ? value : List.of(value)) {
      if (!each.isTextual()) {
        throw wrong(name, "a text or a list of texts");
      }
      texts.add(each.textValue());
    }
    return texts;
  }

  int integer(String name, int otherwise) {
    JsonNode value = values.get(name);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw wrong(name, "a number");
    }
    return value.intValue();
  }

  /** As Python sees truth. */
  boolean flag(String name) {
    JsonNode value = values.get(name);
    return value != null
        && !value.isNull()
        && (value.isTextual() ? !value.textValue().isEmpty() : value.asBoolean(!value.isEmpty()));
  }

  /** Seconds, null for none. */
  @Nullable Double seconds(String name) {
    JsonNode value = values.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isNumber()) {
      throw wrong(name, "a number of seconds");
    }
    double seconds = value.doubleValue();
    if (!(seconds >= 0 && seconds <= 1e9)) {
      throw CommandException.value(
          "%s() argument '%s' must be between 0 and 10^9".formatted(command, name));
    }
    return seconds == 0 ? null : seconds;
  }

  CommandException missing(String name) {
    return CommandException.type(
        "%s() missing 1 required positional argument: '%s'".formatted(command, name));
  }

  CommandException wrong(String name, String wanted) {
    return CommandException.type("%s() argument '%s' must be %s".formatted(command, name, wanted));
  }
}
