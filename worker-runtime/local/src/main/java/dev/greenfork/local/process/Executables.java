package dev.greenfork.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Programs of this machine. */
final class Executables {

  private Executables() {}

  /** The program of that name in the first folder of the search path that has it. */
  static Optional<Path> onPath(String name) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * The command in a session of its own. A Ctrl-C goes to all processes of the terminal's
   * foreground group: it would reach the workers as a second, impatient signal beside ours, and
   * Redis before the workers are done with it.
   */
  static List<String> detached(List<String> command) {
    List<String> detached = new ArrayList<>();
    onPath("setsid")
        .ifPresentOrElse(
            setsid -> detached.add(setsid.toString()),
            // macOS has no setsid, but a perl that can do the same.
            () ->
                onPath("perl")
                    .ifPresent(
                        perl ->
                            detached.addAll(
                                List.of(
                                    perl.toString(), "-MPOSIX", "-e", "setsid(); exec @ARGV"))));
    detached.addAll(command);
    return List.copyOf(detached);
  }
}
