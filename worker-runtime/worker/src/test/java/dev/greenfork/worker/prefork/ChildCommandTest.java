package dev.greenfork.worker.prefork;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.worker.ChildOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChildCommandTest {

  private final ChildCommand command =
      new ChildCommand(4, new ChildOptions(List.of("API_TOKEN", "APP_*"), null, null), "tasks.jar");

  @Test
  void passes_on_only_what_programs_need_and_the_pool_names() {
    assertThat(command.isKept("PATH")).isTrue();
    assertThat(command.isKept("LC_ALL")).isTrue();
    assertThat(command.isKept("API_TOKEN")).isTrue();
    assertThat(command.isKept("APP_MODE")).isTrue();
    assertThat(command.isKept("GREENFORK_BROKER")).isFalse();
    assertThat(command.isKept("REDIS_SERVICE_HOST")).isFalse();
    assertThat(command.isKept("API_TOKEN_2")).isFalse();
  }

  @Test
  void never_passes_on_the_settings_of_the_worker() {
    ChildCommand all = new ChildCommand(1, new ChildOptions(List.of("*"), null, null), "tasks.jar");

    assertThat(all.isKept("ANYTHING")).isTrue();
    assertThat(all.isKept("GREENFORK_BROKER")).isFalse();
    assertThat(all.isKept("JAVA_TOOL_OPTIONS")).isFalse();
  }

  @Test
  void bounds_the_heap_by_the_memory_of_a_child() {
    ChildOptions bounded = new ChildOptions(List.of(), null, 400L << 20);

    assertThat(new ChildCommand(4, bounded, "tasks.jar").builder(Path.of("s")).command())
        .contains("-Xmx" + (300L << 20));
  }

  @Test
  void gives_children_their_share_of_the_memory() {
    assertThat(command.builder(Path.of("/tmp/socket")).command())
        .contains("-XX:MaxRAMPercentage=15.00", "tasks.jar", "/tmp/socket");
  }
}
