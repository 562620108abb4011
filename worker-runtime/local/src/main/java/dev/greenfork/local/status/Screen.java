package dev.greenfork.local.status;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Where the table and what happens is shown. On a terminal the table is rewritten in place and
 * events stand above it; elsewhere all lines follow each other. Thread safe: the lines of workers
 * come from many threads.
 */
public final class Screen {

  private static final Duration BETWEEN_TABLES = Duration.ofSeconds(10);

  /** A screen whose own line breaks are off, so that a table is never higher than it has lines. */
  private static final String NO_WRAP = "\033[?7l";

  private static final String WRAP = "\033[?7h";

  private final PrintStream out;
  private final boolean terminal;
  private final InstantSource clock;
  private List<String> table = List.of();
  private int drawn;
  private Instant next = Instant.EPOCH;

  public Screen(PrintStream out, boolean terminal, InstantSource clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** Shows the table; not on a terminal, at most each ten seconds and if it has changed. */
  public synchronized void table(List<String> lines) {
    if (terminal) {
      erase();
      out.print(NO_WRAP);
      lines.forEach(out::println);
      out.print(WRAP);
      drawn = lines.size();
    } else if (!lines.equals(table) && !clock.instant().isBefore(next)) {
      next = clock.instant().plus(BETWEEN_TABLES);
      table = List.copyOf(lines);
      lines.forEach(out::println);
    }
    out.flush();
  }

  /** Shows something that happened; the table comes back with the next call of {@link #table}. */
  public synchronized void event(String line) {
    erase();
    out.println(line);
    out.flush();
  }

  private void erase() {
    if (drawn > 0) {
      out.print("\033[" + drawn + "A\033[J");
      drawn = 0;
    }
  }
}
