package dev.greenfork.worker.it;

import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lists no tasks, and while it is forbidden ends each prefork child of this process at its start.
 */
public final class NoChildren implements TaskIndex {

  private static final int STATUS = 9;

  static void forbid() {
    try {
      Files.createFile(mark(ProcessHandle.current()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void allow() {
    try {
      Files.deleteIfExists(mark(ProcessHandle.current()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<TaskDefinition> tasks() {
    ProcessHandle.current()
        .parent()
        .filter(parent -> Files.exists(mark(parent)))
        .ifPresent(_ -> Runtime.getRuntime().halt(STATUS));
    return List.of();
  }

  private static Path mark(ProcessHandle worker) {
    return Path.of(System.getProperty("java.io.tmpdir"), "no-children-of-" + worker.pid());
  }
}
