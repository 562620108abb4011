package dev.greenfork.examples.feedhub.driver;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how far a round is: one line that is rewritten on a terminal, a line now and then
 * elsewhere.
 */
final class ProgressLine {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final PrintStream out;
  private final boolean terminal;
  private Duration nextLine = BETWEEN_LINES;

  ProgressLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void show(String round, int feeds, Campaign.Progress progress, Duration elapsed) {
    if (!terminal && elapsed.compareTo(nextLine) < 0) {
      return;
    }
    nextLine = elapsed.plus(BETWEEN_LINES);
    var line =
        String.format(
            Locale.ROOT,
            "%s: %d of %d feeds, %d of %d fingerprints, %.1f s",
            round,
            progress.fetched(),
            feeds,
            progress.fingerprinted(),
            progress.sentOn(),
            elapsed.toMillis() / 1e3);
    out.print(terminal ? "\r\033[K" + line : line + System.lineSeparator());
    out.flush();
  }

  /** Leaves the terminal's line free for what comes next. */
  void clear() {
    if (terminal) {
      out.print("\r\033[K");
      out.flush();
    }
  }
}
