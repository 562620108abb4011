package dev.greenfork.worker.revocation;

import static dev.greenfork.worker.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.protocol.Stamps;
import dev.greenfork.protocol.TaskHeaders;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.Timing;
import dev.greenfork.worker.Messages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RevocationsTest {

  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private final InstantSource clock = () -> now;
  private final Revocations revocations = new Revocations(clock);

  @Test
  void covers_what_was_revoked_by_its_id() {
    revocations.revoke(List.of("one"));

    assertThat(revocations.covers(message("t", "one", "[]"))).isTrue();
    assertThat(revocations.covers(message("t", "two", "[]"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"customer\": \"a\"}|true",
        "{\"customer\": [\"x\", \"a\"]}|true",
        "{\"customer\": 7}|true",
        "{\"customer\": \"7\"}|false",
        "{\"customer\": [[\"a\"]]}|false",
        "{\"customer\": null}|false",
        "{\"other\": \"a\"}|false"
      })
  void covers_what_carries_a_revoked_stamp(String stamps, boolean revoked) {
    revocations.revokeStamped(Map.of("customer", List.of("\"a\"", "7")));

    assertThat(revocations.covers(stamped(stamps))).isEqualTo(revoked);
  }

  @Test
  void looks_only_at_stamps_that_the_sender_lists() {
    revocations.revokeStamped(Map.of("customer", List.of("\"a\"")));
    TaskMessage message = message("t", "1", "[]");
    Stamps unlisted = new Stamps(List.of("other"), Messages.object("{\"customer\": \"a\"}"));

    TaskMessage stamped =
        new TaskMessage(
            withStamps(message.headers(), unlisted), message.body(), message.properties());

    assertThat(revocations.covers(stamped)).isFalse();
  }

  @Test
  void forgets_after_three_hours_unless_it_was_revoked_again() {
    revocations.revoke(List.of("one", "two"));
    now = now.plus(Duration.ofHours(2));
    revocations.revoke(List.of("one"));
    now = now.plus(Duration.ofHours(1)).plusMillis(1);

    assertThat(revocations.covers(message("t", "one", "[]"))).isTrue();
    assertThat(revocations.covers(message("t", "two", "[]"))).isFalse();
    assertThat(revocations.ids()).containsExactly("one");
  }

  @Test
  void forgets_the_oldest_of_more_than_fifty_thousand() {
    revocations.revoke(List.of("first", "first"));
    revocations.revoke(IntStream.range(0, 50_000).mapToObj(i -> "id-" + i).toList());

    assertThat(revocations.covers(message("t", "first", "[]"))).isFalse();
    assertThat(revocations.ids()).hasSize(50_000).startsWith("id-0").endsWith("id-49999");
  }

  @Test
  void judges_the_time_before_the_revocation() {
    Gate gate = new Gate(revocations, clock);
    Timing until = Timing.NOW.withExpires(now);
    TaskMessage message = message("t", "one", "[]", until);
    assertThat(gate.verdict(message)).isNull();

    revocations.revoke(List.of("one"));
    assertThat(gate.verdict(message)).isEqualTo(Revocation.REVOKED);
    now = now.plusMillis(1);
    assertThat(gate.verdict(message)).isEqualTo(Revocation.EXPIRED);
  }

  private static TaskHeaders withStamps(TaskHeaders headers, Stamps stamps) {
    return new TaskHeaders(
        headers.task(),
        headers.id(),
        headers.lineage(),
        headers.timing(),
        headers.origin(),
        headers.ignoreResult(),
        stamps,
        headers.user());
  }

  private static TaskMessage stamped(String values) {
    TaskMessage message = message("t", "1", "[]");
    Stamps stamps = new Stamps(List.of("customer"), Messages.object(values));
    return new TaskMessage(
        withStamps(message.headers(), stamps), message.body(), message.properties());
  }
}
