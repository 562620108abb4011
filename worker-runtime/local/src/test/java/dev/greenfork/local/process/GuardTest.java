package dev.greenfork.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardTest {

  private final Process worker = start("sleep 600");
  private final Process gone = start("sleep 600");
  private final Process server = start("sleep 600");

  @AfterEach
  void nothing_is_left() {
    List.of(worker, gone, server).forEach(Process::destroyForcibly);
  }

  @Test
  void ends_what_was_started_when_the_command_is_killed() throws Exception {
    // The guard's end of the pipe closes as it does when the process at the other end is killed.
    Path folder = Files.createTempDirectory("greenfork-guard-test-");
    Files.writeString(folder.resolve("secret"), "x");
    Process guard = start(Guard.SCRIPT, folder.toString());
    try (var pipe = guard.outputWriter()) {
      pipe.write(
          "worker %d\nworker %d\nserver %d\ngone %d\n"
              .formatted(worker.pid(), gone.pid(), server.pid(), gone.pid()));
      pipe.flush();
      await().until(() -> ignoresTermination(guard));
      guard.toHandle().destroy();
    }

    assertThat(guard.waitFor(15, TimeUnit.SECONDS)).isTrue();
    assertThat(worker.waitFor(1, TimeUnit.SECONDS)).isTrue();
    assertThat(server.waitFor(1, TimeUnit.SECONDS)).isTrue();
    assertThat(gone.isAlive()).isTrue();
    assertThat(folder).doesNotExist();
  }

  @Test
  void leaves_all_alone_when_the_command_ends_by_itself() {
    Workspace workspace = Workspace.create();
    Guard guard = Guard.start(workspace);
    guard.worker(worker.pid());
    guard.server(server.pid());

    guard.close();

    assertThat(worker.isAlive()).isTrue();
    assertThat(server.isAlive()).isTrue();
    assertThat(workspace.root()).isDirectory();
    workspace.close();
    assertThat(workspace.root()).doesNotExist();
    await().atMost(Duration.ofSeconds(5)).until(GuardTest::noGuardIsLeft);
  }

  /** Bit 15 of the mask of ignored signals, where Linux shows it. */
  private static boolean ignoresTermination(Process process) throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    return !Files.exists(status)
        || Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(
                line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1L << 14) != 0);
  }

  private static boolean noGuardIsLeft() {
    return ProcessHandle.current()
        .descendants()
        .noneMatch(process -> process.info().commandLine().orElse("").contains("greenfork-guard"));
  }

  private static Process start(String script, String... arguments) {
    try {
      List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
      command.addAll(List.of(arguments));
      return new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
