package dev.greenfork.worker.prefork.child;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.greenfork.worker.logging.LogLine;
import dev.greenfork.worker.prefork.frames.Frame;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Sends the child's log events, and what its tasks print, to the parent. */
final class ParentLog extends AppenderBase<ILoggingEvent> {

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
      fields.put(LogLine.EXCEPTION, line.exception());
    }
    try {
      parent.write(
          new Frame.Logged(
              line.time().toEpochMilli(),
              line.level(),
              line.source().logger(),
              line.message(),
              fields));
    } catch (IOException e) {
      // There is no other place to tell it: the parent is gone and this process ends.
      stop();
    }
  }

  private static PrintStream printed(String name) {
    return new PrintStream(
        new LoggedOutput(LoggerFactory.getLogger(name)), true, StandardCharsets.UTF_8);
  }
}
