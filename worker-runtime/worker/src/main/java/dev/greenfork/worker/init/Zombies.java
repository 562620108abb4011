package dev.greenfork.worker.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Children of this process that have ended and that nobody has waited for. */
final class Zombies {

  private static final Path ROOT = Path.of("/proc");

  private Zombies() {}

  static Set<Long> ofThisProcess() {
    long own = ProcessHandle.current().pid();
    Set<Long> zombies = new HashSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(ROOT, "[0-9]*")) {
      for (Path process : all) {
        if (isZombie(process, own)) {
          zombies.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    } catch (IOException e) {
      return Set.of(); // No Linux: it has another process 1.
    }
    return zombies;
  }

  /** From {@code PID (NAME) STATE PARENT ...}, as proc(5) has it; the name may hold anything. */
  private static boolean isZombie(Path process, long parent) {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      return stat.startsWith(" Z " + parent + " ", stat.lastIndexOf(')') + 1);
    } catch (IOException e) {
      return false; // It is gone.
    }
  }
}
