package dev.greenfork.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordTest {

  @TempDir Path folder;

  @Test
  void stands_in_the_file_that_the_kubelet_made_and_not_too_long() throws IOException {
    Path file = Files.createFile(folder.resolve("termination-log"));

    new LastWord(file).say("burn[1] goes on");
    assertThat(file).hasContent("burn[1] goes on");
    new LastWord(file).say("x".repeat(5_000));
    assertThat(file).hasSize(1_000);
  }

  @Test
  void outside_of_a_container_it_is_not_said() {
    new LastWord(folder.resolve("none")).say("nobody hears");

    assertThat(folder).isEmptyDirectory();
  }
}
