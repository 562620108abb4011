package dev.greenfork.local.run;

import dev.greenfork.local.LocalException;
import dev.greenfork.local.status.Screen;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Takes the lines that workers write: to a file per worker, or to the screen. Thread safe. */
final class WorkerLogs implements BiConsumer<String, String>, AutoCloseable {

  private final Screen screen;
  private final @Nullable Path folder;
  private final Map<String, BufferedWriter> files = new HashMap<>();

  WorkerLogs(Screen screen, @Nullable Path folder) {
    this.screen = screen;
    this.folder = folder;
    if (folder != null) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new LocalException(
            "Folder %s for logs cannot be made: %s".formatted(folder, e.getMessage()), e);
      }
    }
  }

  @Override
  public void accept(String worker, String line) {
    if (folder == null) {
      screen.event(worker + " | " + line);
    } else {
      write(folder.resolve(worker + ".log"), worker, line);
    }
  }

  @Override
  public synchronized void close() {
    for (BufferedWriter file : files.values()) {
      try {
        file.close();
      } catch (IOException e) {
        screen.event("A log file could not be closed: " + e.getMessage());
      }
    }
    files.clear();
  }

  private synchronized void write(Path path, String worker, String line) {
    try {
      BufferedWriter file = files.computeIfAbsent(worker, w -> open(path));
      file.write(line);
      file.newLine();
      file.flush();
    } catch (IOException | UncheckedIOException e) {
      screen.event("%s cannot be written (%s): %s | %s".formatted(path, e, worker, line));
    }
  }

  private static BufferedWriter open(Path path) {
    try {
      return Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
