package dev.greenfork.worker.prefork;

import dev.greenfork.worker.ChildOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much a child has done and grown, and whether it is to be replaced. */
final class Wear {

  private final ChildOptions limits;
  private final Path status;
  private int tasks;
  private long resident;

  Wear(ChildOptions limits, long pid) {
    this.limits = limits;
    this.status = Path.of("/proc", String.valueOf(pid), "status");
  }

  /** The child ended a run. */
  void ran() {
    tasks++;
    if (limits.mostMemory() != null) {
      resident = residentBytes();
    }
  }

  boolean isOver() {
    return (limits.mostTasks() != null && tasks >= limits.mostTasks())
        || (limits.mostMemory() != null && resident > limits.mostMemory());
  }

  /** 0 where it cannot be known: the child has just died, or the system is no Linux. */
  private long residentBytes() {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public String toString() {
    return resident > 0
        ? "%d tasks, %d MiB of memory".formatted(tasks, resident >> 20)
        : "%d tasks".formatted(tasks);
  }
}
