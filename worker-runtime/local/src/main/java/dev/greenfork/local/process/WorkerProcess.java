package dev.greenfork.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run of a worker's process. Its output goes line by line to a listener, on a thread of its own
 * that ends with the process.
 */
final class WorkerProcess {

  private static final int LINES_KEPT = 20;
  private static final long LAST_WORDS_MILLIS = 500;

  private final Process process;
  private final int httpPort;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final CountDownLatch silent = new CountDownLatch(1);

  private WorkerProcess(Process process, int httpPort) {
    this.process = process;
    this.httpPort = httpPort;
  }

  static WorkerProcess start(String name, ProcessBuilder builder, Consumer<String> lines)
      throws IOException {
    int httpPort = Ports.free();
    builder.environment().put("GREENFORK_HTTP_PORT", String.valueOf(httpPort));
    WorkerProcess worker = new WorkerProcess(builder.redirectErrorStream(true).start(), httpPort);
    Thread.ofPlatform().daemon().name("greenfork-output-" + name).start(() -> worker.listen(lines));
    return worker;
  }

  int httpPort() {
    return httpPort;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitValue() {
    return process.exitValue();
  }

  /** The last things that it wrote; waits a moment for those of a process that has just ended. */
  List<String> lastLines() {
    try {
      if (!process.isAlive() && !silent.await(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)) {
        return List.of("(its output is still held open by a process that it started)");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (lastLines) {
      return new ArrayList<>(lastLines);
    }
  }

  /** TERM: the worker drains; a second one makes it hand back what runs. */
  void terminate() {
    // Not by the process itself, which would also close the output that the drain is logged to.
    process.toHandle().destroy();
  }

  void kill() {
    process.toHandle().destroyForcibly();
  }

  private void listen(Consumer<String> lines) {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        synchronized (lastLines) {
          if (lastLines.size() == LINES_KEPT) {
            lastLines.removeFirst();
          }
          lastLines.addLast(line);
        }
        lines.accept(line);
      }
    } catch (IOException e) {
      lines.accept("(its output ended: " + e.getMessage() + ")");
    } finally {
      silent.countDown();
    }
  }
}
