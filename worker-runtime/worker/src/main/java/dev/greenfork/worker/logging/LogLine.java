package dev.greenfork.worker.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * What is told of an event.
 *
 * @param fields the MDC and the event's own key-value pairs
 * @param exception the stack trace, or null
 */
public record LogLine(
    Instant time,
    String level,
    Source source,
    String message,
    Map<String, String> fields,
    @Nullable String exception) {

  /** The MDC key and JSON field of the task's id. */
  public static final String TASK_ID = "task_id";

  /** The MDC key and JSON field of the task's name. */
  public static final String TASK_NAME = "task_name";

  /** The key-value pair that holds a stack trace as text. */
  public static final String EXCEPTION = "exception";

  /** Who logged. */
  public record Source(String logger, String thread) {}

  /** The line of a logback event. */
  public static LogLine of(ILoggingEvent event) {
    Map<String, String> fields = new HashMap<>(event.getMDCPropertyMap());
    @Nullable List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
    }
    @Nullable IThrowableProxy thrown = event.getThrowableProxy();
    @Nullable String given = fields.remove(EXCEPTION);
    return new LogLine(
        Instant.ofEpochMilli(event.getTimeStamp()),
        event.getLevel().toString(),
        new Source(event.getLoggerName(), String.valueOf(event.getThreadName())),
        String.valueOf(event.getFormattedMessage()),
        fields,
        thrown == null ? given : ThrowableProxyUtil.asString(thrown));
  }
}
