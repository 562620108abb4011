package dev.greenfork.local.process;

import dev.greenfork.local.LocalException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A small process that outlives this one: when this one is killed and cannot tidy up, the guard
 * sees the end of the pipe between them, ends all processes of the run, and removes its folder.
 * Thread safe.
 */
public final class Guard implements AutoCloseable {

  private static final Duration END = Duration.ofSeconds(5);

  /**
   * Workers get ten seconds: what they cannot finish stays on record at the broker. Signals are
   * ignored, because whoever ends all processes of a run one by one would else end the guard first.
   */
  static final String SCRIPT =
      """
      trap '' HUP INT TERM
      workers= server= folder=$1
      without() { for p in $workers; do [ "$p" = "$1" ] || printf ' %s' "$p"; done; }
      while read -r verb pid; do
        case $verb in
          worker) workers="$workers $pid" ;;
          server) server=$pid ;;
          gone) [ "$pid" = "$server" ] && server= ; workers=$(without "$pid") ;;
          bye) exit 0 ;;
        esac
      done
      for p in $workers; do kill -TERM "$p"; done
      for wait in 1 2 3 4 5 6 7 8 9 10; do
        alive=
        for p in $workers; do kill -0 "$p" && alive=yes; done
        [ -n "$alive" ] || break
        sleep 1
      done
      for p in $workers; do kill -KILL "-$p" || kill -KILL "$p"; done
      if [ -n "$server" ]; then kill -TERM "$server"; sleep 1; kill -KILL "$server"; fi
      rm -rf -- "$folder"
      """;

  private final Process process;
  private final OutputStream pipe;

  private Guard(Process process) {
    this.process = process;
    this.pipe = process.getOutputStream();
  }

  /** Starts the guard of a run. */
  public static Guard start(Workspace workspace) {
    List<String> command =
        Executables.detached(
            List.of("/bin/sh", "-c", SCRIPT, "greenfork-guard", workspace.root().toString()));
    try {
      return new Guard(
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new LocalException("/bin/sh cannot be started: " + e.getMessage(), e);
    }
  }

  /** A worker was started. */
  void worker(long pid) {
    tell("worker " + pid);
  }

  /** A Redis was started; it is ended after the workers. */
  void server(long pid) {
    tell("server " + pid);
  }

  /** A process has ended, so that its number may soon be another's. */
  void gone(long pid) {
    tell("gone " + pid);
  }

  /** Ends the guard alone. */
  @Override
  public void close() {
    tell("bye");
    try {
      if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException();
      }
    } catch (TimeoutException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void tell(String line) {
    try {
      pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      pipe.flush();
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException("The guard of this run does not listen.", e);
      }
      // Somebody killed it: the run goes on, and tidies up by itself.
    }
  }
}
