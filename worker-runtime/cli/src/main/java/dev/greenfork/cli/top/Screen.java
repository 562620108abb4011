package dev.greenfork.cli.top;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The alternate screen of a terminal (xterm's control sequences), given back on close and, if the
 * process is ended before, by a shutdown hook. Its size is asked for each time, so that it may
 * change.
 */
final class Screen implements AutoCloseable {

  /** Size in characters. */
  record Size(int rows, int columns) {}

  private static final Size USUAL = new Size(24, 80);
  private static final String ENTER = "\033[?1049h\033[?25l";
  private static final String LEAVE = "\033[?25h\033[?1049l";
  private static final String HOME = "\033[H";
  private static final String TO_END_OF_LINE = "\033[K";
  private static final String TO_END = "\033[J";

  private final PrintWriter out;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Thread hook = new Thread(this::leave, "greenfork-screen");

  private Screen(PrintWriter out) {
    this.out = out;
  }

  /** Whether both ends of this process are at a terminal. */
  static boolean isThere() {
    // A runtime without the module of the JDK's line editor has no console where there is no
    // terminal.
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  static Screen enter(PrintWriter out) {
    Screen screen = new Screen(out);
    Runtime.getRuntime().addShutdownHook(screen.hook);
    out.print(ENTER);
    out.flush();
    return screen;
  }

  /** Replaces what is shown, without flicker. */
  void show(List<String> lines) {
    if (!open.get()) {
      return;
    }
    StringBuilder page = new StringBuilder(HOME);
    for (int i = 0; i < lines.size(); i++) {
      page.append(i == 0 ? "" : "\n").append(lines.get(i)).append(TO_END_OF_LINE);
    }
    out.print(page.append(TO_END));
    out.flush();
  }

  /** The size now, as {@code stty} tells it; the usual one where it does not. */
  static Size size() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
      }
      return parse(answer);
    } catch (IOException e) {
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  static Size parse(String answer) {
    String[] words = answer.strip().split(" ", -1);
    try {
      Size size = new Size(Integer.parseInt(words[0]), Integer.parseInt(words[words.length - 1]));
      return words.length == 2 && size.rows() > 0 && size.columns() > 0 ? size : USUAL;
    } catch (NumberFormatException e) {
      return USUAL;
    }
  }

  @Override
  public void close() {
    leave();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs, and finds nothing to do.
    }
  }

  private void leave() {
    if (open.compareAndSet(true, false)) {
      out.print(LEAVE);
      out.flush();
    }
  }
}
