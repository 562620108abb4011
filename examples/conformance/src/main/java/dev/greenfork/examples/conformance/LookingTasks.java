package dev.greenfork.examples.conformance;

import dev.greenfork.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tasks that look at what the processes around them give away. */
public final class LookingTasks {

  /**
   * Environment and command line of this process and its parent as the system shows them, and what
   * the descriptors of this process lead to, by number.
   */
  @Task(name = "conformance.surroundings")
  public Map<String, Object> surroundings() throws IOException {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent(); // none in a container
    return Map.of(
        "own",
        look("self"),
        "parent",
        parent.isEmpty() ? List.of() : look(String.valueOf(parent.get().pid())),
        "descriptors",
        descriptors());
  }

  private static List<String> look(String process) throws IOException {
    return List.of(read(process, "environ"), read(process, "cmdline"));
  }

  private static String read(String process, String file) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of("/proc", process, file));
    return new String(bytes, StandardCharsets.ISO_8859_1).replace('\0', '\n');
  }

  private static List<List<String>> descriptors() throws IOException {
    try (var all = Files.list(Path.of("/proc/self/fd"))) {
      return all.map(LookingTasks::described).toList();
    }
  }

  private static List<String> described(Path descriptor) {
    String number = descriptor.getFileName().toString();
    try {
      return List.of(number, Files.readSymbolicLink(descriptor).toString());
    } catch (IOException e) {
      return List.of(number, "closed meanwhile");
    }
  }
}
