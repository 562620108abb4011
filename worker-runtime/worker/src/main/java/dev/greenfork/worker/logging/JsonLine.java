package dev.greenfork.worker.logging;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.TreeMap;
import java.util.function.Function;

/** A line for machines: one JSON object, fields in a fixed order and then by name. */
final class JsonLine implements Function<LogLine, String> {

  @Override
  public String apply(LogLine line) {
    StringBuilder out = new StringBuilder(256).append('{');
    field(out, "time", line.time().toString());
    field(out, "level", line.level());
    field(out, "logger", line.source().logger());
    field(out, "thread", line.source().thread());
    field(out, "message", line.message());
    new TreeMap<>(line.fields()).forEach((name, value) -> field(out, name, value));
    if (line.exception() != null) {
      field(out, LogLine.EXCEPTION, line.exception());
    }
    return out.append('}').toString();
  }

  private static void field(StringBuilder out, String name, String value) {
    out.append(out.length() == 1 ? "\"" : ", \"");
    JsonStringEncoder.getInstance().quoteAsString(name, out);
    out.append("\": \"");
    JsonStringEncoder.getInstance().quoteAsString(value, out);
    out.append('"');
  }
}
