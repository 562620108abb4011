package dev.greenfork.local.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  @Test
  void on_a_terminal_the_table_is_rewritten_and_events_stand_above_it() {
    Screen screen = screen(true);
    screen.table(List.of("a", "b"));
    screen.event("said");
    screen.table(List.of("c"));

    assertThat(shown())
        .isEqualTo("\033[?7la\nb\n\033[?7h" + "\033[2A\033[Jsaid\n" + "\033[?7lc\n\033[?7h");
  }

  @Test
  void elsewhere_the_table_comes_when_it_has_changed_and_not_too_often() {
    Screen screen = screen(false);
    screen.table(List.of("a"));
    screen.table(List.of("b"));
    screen.event("said");
    now.set(Instant.EPOCH.plusSeconds(10));
    screen.table(List.of("a"));
    screen.table(List.of("c"));

    assertThat(shown()).isEqualTo("a\nsaid\nc\n");
  }

  private Screen screen(boolean terminal) {
    return new Screen(out, terminal, () -> Objects.requireNonNull(now.get()));
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
