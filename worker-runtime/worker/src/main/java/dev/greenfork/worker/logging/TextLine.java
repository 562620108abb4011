package dev.greenfork.worker.logging;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line for people: time, level, logger, task, message; a stack trace follows on the same line.
 */
final class TextLine implements Function<LogLine, String> {

  private static final int MOST_TRACE_LINES = 40;

  @Override
  public String apply(LogLine line) {
    StringBuilder out = new StringBuilder(160);
    String time = line.time().toString();
    out.append(time.length() == 20 ? time.substring(0, 19) + ".000Z" : time).append(' ');
    out.append(line.level()).append(line.level().length() < 5 ? "  " : " ");
    out.append(shortName(line.source().logger())).append(' ');
    @Nullable String task = line.fields().get(LogLine.TASK_NAME);
    if (task != null) {
      appendOnOneLine(out, task + "[" + line.fields().get(LogLine.TASK_ID) + "] ");
    }
    appendOnOneLine(out, line.message());
    if (line.exception() != null) {
      out.append(" | ");
      out.append(
          line.exception()
              .lines()
              .limit(MOST_TRACE_LINES)
              .map(String::strip)
              .collect(Collectors.joining(" | ")));
    }
    return out.toString();
  }

  private static String shortName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  /** A message with line breaks, which may come from a sender, must not forge lines. */
  private static void appendOnOneLine(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) ? ' ' : c);
    }
  }
}
