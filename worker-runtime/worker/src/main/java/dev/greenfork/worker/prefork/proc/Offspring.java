package dev.greenfork.worker.prefork.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The processes that the tasks of one child have started, and those that these started. All have
 * inherited a variable of the child's environment, so they are found when the child is long gone,
 * whoever adopted them and whatever session they are in; but for those that were started with an
 * environment of their own. Thread safe.
 */
public final class Offspring {

  /** The variable that a child and its offspring have. */
  public static final String VARIABLE = "GREENFORK_CHILD";

  /** Who is killed may have started another one a moment before. */
  private static final int MOST_LOOKS = 10;

  private static final Path ROOT = Path.of("/proc");

  private final String name;

  private Offspring(String name) {
    this.name = name;
  }

  /**
   * Of the child that was started with this value of the variable.
   *
   * @param name no other child of this machine has it
   */
  public static Offspring of(String name) {
    return new Offspring(name);
  }

  /** Of this process; empty if it is no child. */
  public static Optional<Offspring> ofThisProcess() {
    return Optional.ofNullable(System.getenv(VARIABLE)).map(Offspring::new);
  }

  /** The value of the variable. */
  public String name() {
    return name;
  }

  /**
   * Kills all but this process. Costs a look at each process of the machine or container.
   *
   * @return how many there were
   */
  public int kill() {
    Set<Long> killed = new HashSet<>();
    for (int look = 0; look < MOST_LOOKS; look++) {
      List<ProcessHandle> found = find();
      if (found.isEmpty()) {
        break;
      }
      for (ProcessHandle process : found) {
        process.destroyForcibly();
        killed.add(process.pid());
      }
    }
    return killed.size();
  }

  private List<ProcessHandle> find() {
    long own = ProcessHandle.current().pid();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(ROOT, "[0-9]*")) {
      return StreamSupport.stream(all.spliterator(), false)
          .filter(this::isOne)
          .map(process -> Long.parseLong(process.getFileName().toString()))
          .filter(pid -> pid != own)
          .flatMap(pid -> ProcessHandle.of(pid).stream())
          .toList();
    } catch (IOException | RuntimeException e) {
      return List.of(); // No Linux: nobody is found.
    }
  }

  /** A dead process that nobody has reaped has no environment any more. */
  private boolean isOne(Path process) {
    try {
      String environment =
          Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
      return variables(environment).anyMatch((VARIABLE + "=" + name)::equals);
    } catch (IOException e) {
      return false; // Gone, or another user's.
    }
  }

  private static Stream<String> variables(String environment) {
    return Arrays.stream(environment.split("\0"));
  }
}
