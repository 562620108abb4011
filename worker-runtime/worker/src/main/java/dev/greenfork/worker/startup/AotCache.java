package dev.greenfork.worker.startup;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The AOT cache of a JVM: which file it was told to use, and whether it does. A JVM ignores a cache
 * that does not fit without a word, but then the file is not among its mapped memory, which is what
 * is looked at here. Where there is no {@code /proc} the answer is no.
 *
 * @param file as given; null where none was
 */
public record AotCache(@Nullable Path file, boolean inUse) {

  static final String FLAG = "-XX:AOTCache=";

  /** That of this JVM. */
  public static AotCache ofThisProcess() {
    Path file = given().orElse(null);
    return new AotCache(file, file != null && isMapped("self", file));
  }

  /** Whether the JVM with this process id has this cache in use; no where it cannot be seen. */
  public static boolean isUsedBy(long pid, Path file) {
    return isMapped(Long.toString(pid), file);
  }

  /** Why it is not in use, for people; what to do about it included. */
  public String reason() {
    if (inUse) {
      return "The AOT cache " + file + " is in use.";
    }
    return file == null
        ? "No AOT cache was given to the JVM: it starts more slowly. Run `greenfork bake`, or pass"
            + " -XX:AOTCache."
        : "The JVM does not use the AOT cache %s: it is damaged, or of another JVM, class path or flags. Run `greenfork bake` again."
            .formatted(file);
  }

  private static Optional<Path> given() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith(FLAG))
        .map(argument -> Path.of(argument.substring(FLAG.length())))
        .reduce((first, last) -> last);
  }

  private static boolean isMapped(String process, Path file) {
    try {
      String path = file.toRealPath().toString();
      return Files.readString(Path.of("/proc", process, "maps"), StandardCharsets.UTF_8)
          .lines()
          .anyMatch(line -> line.endsWith(path));
    } catch (IOException e) {
      return false;
    }
  }
}
