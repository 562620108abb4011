package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/**
 * The signal that a request names for the process of a task, by its name or number.
 *
 * @param name for example {@code SIGTERM}
 */
record Signal(String name) {

  private static final Map<Integer, String> NUMBERS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 6, "SIGABRT", 9, "SIGKILL", 10, "SIGUSR1", 12,
          "SIGUSR2", 14, "SIGALRM", 15, "SIGTERM");

  /** The one that is asked for; SIGTERM if none is. */
  static Signal of(Arguments call) {
    JsonNode given = call.values().get("signal");
    if (given == null || given.isNull()) {
      return new Signal("SIGTERM");
    }
    if (given.isInt()) {
      String name = NUMBERS.get(given.intValue());
      if (name == null) {
        throw CommandException.value("signal number out of range: " + given.intValue());
      }
      return new Signal(name);
    }
    String text = call.text("signal");
    if (text.isEmpty() || !text.equals(text.toUpperCase(Locale.ROOT))) {
      throw CommandException.type("signal name must be uppercase string.");
    }
    String name = text.startsWith("SIG") ? text : "SIG" + text;
    if (!NUMBERS.containsValue(name)) {
      throw CommandException.value("there is no signal " + name);
    }
    return new Signal(name);
  }

  /** Whether a process cannot handle it. */
  boolean isKill() {
    return name.equals("SIGKILL");
  }
}
