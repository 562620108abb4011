package dev.greenfork.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SendOptionsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void keeps_the_last_of_two_that_say_the_same() {
    SendOptions counted = SendOptions.DEFAULT.eta(Instant.EPOCH).countdown(SECOND);
    SendOptions expiring = SendOptions.DEFAULT.expiresIn(SECOND).expires(Instant.EPOCH);

    assertThat(counted.when().eta()).isNull();
    assertThat(counted.when().countdown()).isEqualTo(SECOND);
    assertThat(expiring.when().expires()).isEqualTo(Instant.EPOCH);
    assertThat(expiring.when().expiresIn()).isNull();
  }

  @Test
  void adds_headers_and_stamps_without_changing_the_original() {
    SendOptions first = SendOptions.DEFAULT.header("tenant", 7);
    SendOptions second = first.header("trace", null).stamp("job", "night");

    assertThat(first.marks().headers()).isEqualTo(Map.of("tenant", 7));
    assertThat(second.marks().headers()).containsKeys("tenant", "trace");
    assertThat(second.marks().stamps()).isEqualTo(Map.of("job", "night"));
  }

  @Test
  void refuses_what_can_never_work_and_says_how_to_mend_it() {
    assertThatThrownBy(() -> SendOptions.DEFAULT.priority(10))
        .hasMessage("a priority is 0 (served first) to 9, but is 10");
    assertThatThrownBy(() -> SendOptions.DEFAULT.queue(" "))
        .hasMessageContaining("leave it out for \"celery\"");
    assertThatThrownBy(() -> SendOptions.DEFAULT.countdown(SECOND.negated()))
        .hasMessage("a countdown must be zero or longer, but is PT-1S");
    assertThatThrownBy(() -> SendOptions.DEFAULT.hardLimit(Duration.ZERO))
        .hasMessage("a hard time limit must be longer than zero, but is PT0S");
    assertThatThrownBy(() -> SendOptions.DEFAULT.header("eta", "now"))
        .hasMessage("the header eta is Celery's own; give yours another name");
    assertThatThrownBy(() -> SendOptions.DEFAULT.taskId(""))
        .hasMessage("the id of a task is blank");
    assertThatThrownBy(() -> TaskCall.of(" ")).hasMessage("the name of the task is blank");
  }
}
