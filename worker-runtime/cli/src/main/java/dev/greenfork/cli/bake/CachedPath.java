package dev.greenfork.cli.bake;

import dev.greenfork.worker.WorkerException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path that a cache is made for. It holds only for class paths that begin with the same
 * jars in the same order, and where a JVM is given {@code folder/*} their order is the file
 * system's, which is another one on another machine.
 *
 * @param text as after {@code -cp}
 */
record CachedPath(String text) {

  private static final String OPTION = "-cp";

  /** As it was given to this process. */
  static CachedPath given() {
    return new CachedPath(System.getProperty("java.class.path"));
  }

  /**
   * The runtime's jars as they were given, then all others by name.
   *
   * @param library where the runtime's jars are
   */
  static CachedPath ordered(String given, Path library) {
    List<String> entries =
        Arrays.stream(given.split(File.pathSeparator, -1))
            .filter(entry -> !isFolder(entry))
            .toList();
    Stream<String> own = entries.stream().filter(entry -> isIn(library, entry));
    Stream<String> others = entries.stream().filter(entry -> !isIn(library, entry)).sorted();
    return new CachedPath(
        Stream.concat(own, others).distinct().collect(Collectors.joining(File.pathSeparator)));
  }

  /**
   * Has an argument file of {@code java} name these jars. The folders that it names stay, behind
   * them: jars that are put there later are found.
   *
   * @throws WorkerException if it has no class path, or cannot be read or written
   */
  void writeInto(Path arguments) {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(arguments));
      int option = lines.indexOf(OPTION);
      if (option < 0 || option + 1 == lines.size()) {
        throw new WorkerException(
            "%s has no line %s with the class path in the next line.".formatted(arguments, OPTION));
      }
      Stream<String> folders =
          Arrays.stream(lines.get(option + 1).split(File.pathSeparator, -1))
              .filter(CachedPath::isFolder);
      lines.set(
          option + 1,
          Stream.concat(Stream.of(text), folders).collect(Collectors.joining(File.pathSeparator)));
      Files.write(arguments, lines);
    } catch (IOException e) {
      throw new WorkerException(
          "The argument file %s cannot be changed: %s".formatted(arguments, e), e);
    }
  }

  private static boolean isFolder(String entry) {
    return entry.endsWith("*");
  }

  private static boolean isIn(Path library, String entry) {
    return Path.of(entry).toAbsolutePath().normalize().startsWith(library);
  }
}
