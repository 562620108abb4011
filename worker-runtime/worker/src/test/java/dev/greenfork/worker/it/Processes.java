package dev.greenfork.worker.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processes that are nobody's children here: process 1 takes its time to take note of their end.
 */
final class Processes {

  private Processes() {}

  /** Whether this one is there and has not ended; one that nobody has reaped has. */
  static boolean live(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }
}
