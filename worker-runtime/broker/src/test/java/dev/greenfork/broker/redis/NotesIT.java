package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.Notes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What outlives its writer. */
class NotesIT extends RedisTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void keeps_notes_until_nobody_has_written_for_long() {
    Notes notes = broker.notes();
    notes.write("t", Map.of("a", "1", "b", "2"), Set.of(), LONG);
    notes.write("t", Map.of("b", "3"), Set.of("a"), LONG);
    notes.write("u", Map.of(), Set.of("a"), LONG);

    assertThat(notes.read("t")).isEqualTo(Map.of("b", "3"));
    assertThat(notes.read("u")).isEmpty();
    assertThat(redis.pttl("greenfork:notes:t")).isBetween(1L, LONG.toMillis());
  }
}
