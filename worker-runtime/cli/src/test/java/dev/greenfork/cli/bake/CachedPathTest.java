package dev.greenfork.cli.bake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.worker.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CachedPathTest {

  private static final Path LIBRARY = Path.of("/app/lib");

  @TempDir private Path folder;

  @Test
  void keeps_the_order_of_the_runtimes_jars_and_puts_the_others_into_that_of_their_names() {
    String given = "/app/lib/z.jar:/app/lib/a.jar:/app/tasks/c.jar:/app/tasks/b.jar";

    assertThat(CachedPath.ordered(given, LIBRARY).text())
        .isEqualTo("/app/lib/z.jar:/app/lib/a.jar:/app/tasks/b.jar:/app/tasks/c.jar");
  }

  @Test
  void leaves_out_an_empty_folder_and_what_is_there_twice() {
    String given = "/app/lib/a.jar:/app/tasks/b.jar:/app/tasks/b.jar:/app/tasks/*";

    assertThat(CachedPath.ordered(given, LIBRARY).text())
        .isEqualTo("/app/lib/a.jar:/app/tasks/b.jar");
  }

  @Test
  void names_the_jars_in_an_argument_file_before_the_folder_that_it_names() throws IOException {
    Path arguments = folder.resolve("worker.args");
    Files.write(
        arguments, List.of("-Xmx1g", "-cp", "/app/lib/a.jar:/app/tasks/*", "Main", "worker"));

    new CachedPath("/app/lib/a.jar:/app/tasks/b.jar").writeInto(arguments);
    new CachedPath("/app/lib/a.jar:/app/tasks/b.jar:/app/tasks/c.jar").writeInto(arguments);

    assertThat(Files.readAllLines(arguments))
        .containsExactly(
            "-Xmx1g",
            "-cp",
            "/app/lib/a.jar:/app/tasks/b.jar:/app/tasks/c.jar:/app/tasks/*",
            "Main",
            "worker");
  }

  @Test
  void refuses_an_argument_file_without_a_class_path() throws IOException {
    Path arguments = folder.resolve("worker.args");
    Files.write(arguments, List.of("-jar", "worker.jar"));

    assertThatThrownBy(() -> new CachedPath("a.jar").writeInto(arguments))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("worker.args has no line -cp");
  }
}
