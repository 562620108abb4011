package dev.greenfork.protocol.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.protocol.Envelopes;
import dev.greenfork.protocol.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventDecoderTest {

  private final EventDecoder decoder = new EventDecoder(Limits.DEFAULT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task-sent",
        "task-received",
        "task-started",
        "task-succeeded",
        "task-failed",
        "task-retried",
        "task-revoked",
        "worker-online",
        "worker-heartbeat",
        "worker-offline"
      })
  void reads_what_celery_publishes(String type) {
    EventDecoder.Batch batch = decoder.decode(GoldenEvents.envelope(type));

    assertThat(batch.faults()).isEmpty();
    assertThat(batch.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(type);
              assertThat(event.hostname()).contains("@");
              assertThat(event.time())
                  .isBetween(
                      Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
              assertThat(event.uuid().isEmpty()).isNotEqualTo(event.isTask());
            });
  }

  @Test
  void reads_lists_in_their_order() {
    EventDecoder.Batch batch = decoder.decode(GoldenEvents.envelope("task-multi"));

    assertThat(batch.events())
        .extracting(Event::type)
        .containsExactly("task-received", "task-started");
    assertThat(batch.events().getFirst().text("name")).contains("demo.add");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1                                                      | no JSON object
          {}                                                     | no type
          {"type": 1}                                            | no type
          {"type": "worker-online"}                              | no hostname
          {"type": "worker-online", "hostname": 1}               | no hostname
          {"type": "worker-online", "hostname": "w"}             | no usable timestamp
          {"type": "worker-online", "hostname": "w", "timestamp": "now"} | no usable timestamp
          {"type": "worker-online", "hostname": "w", "timestamp": NaN}   | no usable timestamp
          {"type": "worker-online", "hostname": "w", "timestamp": 1e300} | no usable timestamp
          {"type": "worker-online", "hostname": "w", "timestamp": -1}    | no usable timestamp
          {"type": "task-started", "hostname": "w", "timestamp": 1}      | names no task
          {"type": "task-started", "hostname": "w", "timestamp": 1, "uuid": 5} | names no task
          """)
  void leaves_out_what_makes_no_sense_and_keeps_the_rest(String event, String fault) {
    String good = "{\"type\": \"worker-online\", \"hostname\": \"w\", \"timestamp\": 1.5}";

    EventDecoder.Batch batch = decoder.decode(envelope("[" + event + ", " + good + "]"));

    assertThat(batch.faults()).singleElement().asString().contains(fault);
    assertThat(batch.events()).extracting(Event::hostname).containsExactly("w");
    assertThat(batch.events().getFirst().time()).isEqualTo(Instant.ofEpochMilli(1500));
  }

  @Test
  void says_what_is_wrong_with_an_envelope() {
    EventDecoder.Batch batch = decoder.decode("no".getBytes(StandardCharsets.UTF_8));

    assertThat(batch.events()).isEmpty();
    assertThat(batch.faults()).hasSize(1);
  }

  private static byte[] envelope(String body) {
    return new Envelopes(Limits.DEFAULT)
        .seal(
            "celeryev",
            "task.multi",
            JsonNodeFactory.instance.objectNode(),
            body.getBytes(StandardCharsets.UTF_8));
  }
}
