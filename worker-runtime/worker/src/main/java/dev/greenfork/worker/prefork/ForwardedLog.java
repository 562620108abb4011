package dev.greenfork.worker.prefork;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.greenfork.worker.prefork.frames.Frame;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Appends a child's log events to the parent's log as they were made. */
final class ForwardedLog {

  private ForwardedLog() {}

  static void append(String child, Frame.Logged logged) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    Logger logger = context.getLogger(logged.logger());
    Map<String, String> fields = new HashMap<>(logged.fields());
    LoggingEvent event = new LoggingEvent();
    event.setLoggerContext(context);
    event.setLoggerName(logged.logger());
    event.setLevel(Level.toLevel(logged.level()));
    event.setMessage(logged.message());
    event.setTimeStamp(logged.timeMillis());
    event.setThreadName(child + "/" + fields.remove("thread"));
    event.setMDCPropertyMap(fields);
    logger.callAppenders(event);
  }
}
