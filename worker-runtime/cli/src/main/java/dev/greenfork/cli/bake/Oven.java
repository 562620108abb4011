package dev.greenfork.cli.bake;

import dev.greenfork.worker.WorkerException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has one JVM record a cache and another one start from it, with the flags of this process, and
 * only then puts it in its place.
 */
final class Oven {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * What two messages and no load teach the compilers is wrong for a worker under load, and at the
   * start they would compile by it at the cost of the start itself.
   */
  private static final List<String> NO_PROFILES =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");

  private Oven() {}

  /**
   * Bakes.
   *
   * @param classPath all jars of it exist
   * @throws WorkerException if there is no cache in the end; the old one is as it was
   */
  static void bake(Path cache, CachedPath classPath) throws InterruptedException {
    Path fresh =
        cache.resolveSibling(cache.getFileName() + "." + ProcessHandle.current().pid() + ".new");
    try {
      List<String> recording = new ArrayList<>(NO_PROFILES);
      recording.add("-XX:AOTCacheOutput=" + fresh);
      run("training", recording, classPath, Training.class);
      run(
          "verification",
          List.of("-XX:AOTMode=on", "-XX:AOTCache=" + fresh),
          classPath,
          Verification.class);
      Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new WorkerException("The cache %s cannot be written: %s".formatted(cache, e), e);
    } finally {
      delete(fresh);
    }
  }

  private static void run(String what, List<String> flags, CachedPath classPath, Class<?> program)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("greenfork-bake", ".log");
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(ownFlags());
      command.addAll(flags);
      command.addAll(List.of("-cp", classPath.text(), program.getName()));
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("GREENFORK_"));
      Process process = builder.start();
      boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new WorkerException(
            "The %s of the cache %s:%n%s"
                .formatted(
                    what,
                    ended ? "failed" : "took longer than " + PATIENCE,
                    Files.readString(log, StandardCharsets.UTF_8)));
      }
    } finally {
      delete(log);
    }
  }

  /** What this process was started with, less what concerns caches. */
  private static List<String> ownFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-XX:AOT") && !flag.startsWith("-Xshare"))
        .toList();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A file too many is no reason to fail.
    }
  }
}
