package dev.greenfork.worker.outcome;

import dev.greenfork.worker.logging.LogLine;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** What the log says of runs: a line each, with the task's id and name as fields. */
final class TaskLog {

  private static final Logger log = LoggerFactory.getLogger("greenfork.task");

  private TaskLog() {}

  static void ended(Run run, Outcome outcome, Duration took) {
    switch (outcome) {
      case Outcome.Success _, Outcome.Arranges _ ->
          at(Level.DEBUG, run).log("succeeded in {}", seconds(took));
      case Outcome.Replaced(var with) -> at(Level.INFO, run).log("is replaced by {}", with.task());
      case Outcome.Ignored(var reason) -> at(Level.INFO, run).log("is ignored: {}", reason);
      case Outcome.Lost(var how) ->
          at(Level.WARN, run)
              .log(
                  "is delivered again: its process died after {} ({}), for the {}. time",
                  seconds(took),
                  how,
                  run.delivery().deaths() + 1);
      case Outcome.Rejected(boolean requeue, var reason, var _) ->
          at(Level.WARN, run)
              .log("is rejected{}: {}", requeue ? " and requeued" : "", reason.message());
      case Outcome.Retry(var after, var reason, var _, var _) ->
          at(Level.INFO, run).log("retries in {}: {}", seconds(after), reason.message());
      case Outcome.Revoked(var how) ->
          at(Level.INFO, run).log("is not run to its end: {}", how.reason());
      case Outcome.Failure(var exception, var traceback, var _) ->
          at(Level.ERROR, run)
              .addKeyValue(LogLine.EXCEPTION, traceback)
              .log("failed after {}: {}({})", seconds(took), exception.type(), exception.message());
    }
  }

  static void handedBack(Run run, Duration after) {
    at(Level.INFO, run)
        .log("is handed back to queue {} after {}", run.delivery().queue(), seconds(after));
  }

  static void givenUp(Run run, Duration after) {
    at(Level.WARN, run)
        .log(
            "is given up after {}: it was acknowledged early, so it does not run again",
            seconds(after));
  }

  static void buried(Run run, String detail) {
    at(Level.ERROR, run).log("is given up and kept in {}.dead: {}", run.delivery().queue(), detail);
  }

  static void notStored(Run run, String why) {
    at(Level.WARN, run).log("its outcome was not stored: {}", why);
  }

  private static LoggingEventBuilder at(Level level, Run run) {
    return log.atLevel(level)
        .addKeyValue(LogLine.TASK_ID, run.message().id())
        .addKeyValue(LogLine.TASK_NAME, run.message().task());
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
  }
}
