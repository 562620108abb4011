package dev.greenfork.worker.prefork;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.prefork.proc.Offspring;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChildCommandTest {

  private final ChildCommand command =
      new ChildCommand(new ChildOptions(List.of("API_TOKEN", "APP_*"), null, null), "tasks.jar");

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
    ChildCommand all = new ChildCommand(new ChildOptions(List.of("*"), null, null), "tasks.jar");

    assertThat(all.isKept("ANYTHING")).isTrue();
    assertThat(all.isKept("GREENFORK_BROKER")).isFalse();
    assertThat(all.isKept("JAVA_TOOL_OPTIONS")).isFalse();
  }

  @Test
  void bounds_what_a_child_leaves_behind_when_it_dies() {
    assertThat(command.builder(Path.of("/tmp/x/child"), 64L << 20, Offspring.of("x")).command())
        .contains("-Xmx" + (64L << 20), "-XX:-CreateCoredumpOnCrash", "-XX:-UsePerfData")
        .contains("-XX:ErrorFile=/tmp/x.crash", "tasks.jar", "/tmp/x/child");
  }
}
