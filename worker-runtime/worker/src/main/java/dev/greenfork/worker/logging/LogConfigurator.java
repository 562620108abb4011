package dev.greenfork.worker.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/**
 * Configures logback by the system properties {@value #FORMAT} ({@code text}, {@code json} or
 * {@code none}) and {@value #LEVEL}. Found by logback through the service loader.
 *
 * <p>Events go through a bounded queue to a thread that writes them, so that a slow reader of
 * standard error does not hold up tasks: when the queue is nearly full, events up to INFO are
 * dropped.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {

  /** The system property of the format. */
  public static final String FORMAT = "greenfork.log.format";

  /** The system property of the least level that is logged. */
  public static final String LEVEL = "greenfork.log.level";

  private static final int QUEUE = 8192;

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.INFO));
    String format = System.getProperty(FORMAT, "text");
    if (!format.equals("none")) {
      root.addAppender(queue(context, console(context, format)));
    }
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Writes what is queued and ends the log; for the end of the process. */
  public static void stop() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.stop();
    }
  }

  private static ConsoleAppender<ILoggingEvent> console(LoggerContext context, String format) {
    Encoder<ILoggingEvent> encoder =
        new LineEncoder(format.equals("json") ? new JsonLine() : new TextLine());
    encoder.setContext(context);
    encoder.start();

    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("stderr");
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    return console;
  }

  private static AsyncAppender queue(
      LoggerContext context, ConsoleAppender<ILoggingEvent> console) {
    AsyncAppender queue = new AsyncAppender();
    queue.setContext(context);
    queue.setName("greenfork-log");
    queue.setQueueSize(QUEUE);
    queue.setMaxFlushTime(2000);
    queue.addAppender(console);
    queue.start();
    return queue;
  }
}
