package dev.greenfork.worker.prefork.child;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.greenfork.worker.logging.LogLine;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.prefork.frames.FrameTooLargeException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Sends the child's log events, and what its tasks print, to the parent. */
final class ParentLog extends AppenderBase<ILoggingEvent> {

  private static final int LONGEST_TEXT = 64 << 10;

  private final ParentLink parent;

  private ParentLog(ParentLink parent) {
    this.parent = parent;
  }

  /** Takes over the root logger, standard output and standard error. */
  static void install(ParentLink parent) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    ParentLog log = new ParentLog(parent);
    log.setContext(context);
    log.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(log);
    System.setOut(printed("stdout"));
    System.setErr(printed("stderr"));
  }

  @Override
  protected void append(ILoggingEvent event) {
    LogLine line = LogLine.of(event);
    Map<String, String> fields = new HashMap<>(line.fields());
    fields.put("thread", line.source().thread());
    if (line.exception() != null) {
      fields.put(LogLine.EXCEPTION, cut(line.exception()));
    }
    try {
      forward(line, cut(line.message()), fields);
    } catch (IOException e) {
      // There is no other place to tell it: the parent is gone and this process ends.
      stop();
    }
  }

  private void forward(LogLine line, String message, Map<String, String> fields)
      throws IOException {
    long time = line.time().toEpochMilli();
    String logger = line.source().logger();
    try {
      parent.write(new Frame.Logged(time, line.level(), logger, message, fields));
    } catch (FrameTooLargeException e) {
      Map<String, String> least = Map.of("thread", line.source().thread());
      parent.write(
          new Frame.Logged(time, line.level(), logger, "A log event is left out: " + e, least));
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
  }

  private static PrintStream printed(String name) {
    return new PrintStream(
        new LoggedOutput(LoggerFactory.getLogger(name)), true, StandardCharsets.UTF_8);
  }
}
