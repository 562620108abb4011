package dev.greenfork.decisions.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.PoolType;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlacementTextTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void reads_what_it_writes() {
    Seen run = Runs.prefork(Duration.ofMillis(300), Duration.ofMillis(3));
    Evidence evidence =
        Evidence.NONE
            .plus(Runs.times(120, run), NOW)
            .plus(Runs.green(Duration.ofSeconds(1), Duration.ofSeconds(1)), NOW.plusSeconds(1));
    TaskNote note =
        new TaskNote(
            new Placed(PoolType.GREEN, NOW, 3, NOW.plusSeconds(9)),
            PoolType.PREFORK,
            NOW.minusSeconds(5),
            new ByType<>(0.25, 1e-7),
            "waits");

    assertThat(PlacementText.evidence(PlacementText.of(evidence))).contains(evidence);
    assertThat(PlacementText.evidence(PlacementText.of(Evidence.NONE))).contains(Evidence.NONE);
    assertThat(PlacementText.note(PlacementText.of(note))).contains(note);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2\t1\t1\t1\t1\t0,0,0,0,0,0,0,0|||\t0,0,0,0,0,0,0,0|||",
        "1\tx\t1\t1\t1\t0,0,0,0,0,0,0,0|||\t0,0,0,0,0,0,0,0|||",
        "1\t1\t1\t1\t1\t0,0|||\t0,0,0,0,0,0,0,0|||",
        "1\t1\t1\t1\t1\t0,0,0,0,0,0,0,0|7||\t0,0,0,0,0,0,0,0|||",
        "1\tviolet\t1\t1\t1\t\t1\t1\t1\tx",
        "1\tgreen\t1\t1\t1\t\t1\tmuch\t1\tx"
      })
  void passes_over_what_it_cannot_read(String text) {
    assertThat(PlacementText.evidence(text)).isEmpty();
    assertThat(PlacementText.note(text)).isEmpty();
  }
}
