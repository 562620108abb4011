package dev.greenfork.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenMessagesTest {

  static final List<String> REPRODUCIBLE = Golden.REPRODUCIBLE;

  static final List<String> READABLE = Golden.READABLE;

  private final MessageDecoder decoder = new MessageDecoder(Limits.DEFAULT);

  @ParameterizedTest
  @FieldSource("REPRODUCIBLE")
  void writes_what_it_read_byte_for_byte(String name) {
    byte[] original = Golden.message(name);

    byte[] again = new MessageEncoder().encode(decoded(name));

    assertThat(new String(again, StandardCharsets.UTF_8))
        .isEqualTo(new String(original, StandardCharsets.UTF_8));
  }

  /** What is not written again byte for byte still says the same when it is read again. */
  @ParameterizedTest
  @FieldSource("READABLE")
  void writes_what_it_read_with_the_same_meaning(String name) {
    TaskMessage message = decoded(name);

    byte[] again = new MessageEncoder().encode(message);

    assertThat(decoder.decode(again)).isEqualTo(new Decoded.Task(message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bzip2", "zstd"})
  void unpacks_what_the_client_packed(String name) {
    assertThat(decoded(name).body().args()).hasToString("[2,3]");
  }

  @Test
  void reads_a_plain_message() {
    TaskMessage message = decoded("plain");

    assertThat(message.task()).isEqualTo("demo.add");
    assertThat(message.id()).isEqualTo(message.headers().lineage().rootId()).hasSize(36);
    assertThat(message.body().args()).hasToString("[2,3]");
    assertThat(message.body().kwargs()).isEmpty();
    assertThat(message.body().embed()).isEqualTo(Embed.NONE);
    assertThat(message.headers().timing()).isEqualTo(Timing.NOW);
    assertThat(message.headers().ignoreResult()).isFalse();
    assertThat(message.properties().routing())
        .isEqualTo(MessageProperties.Routing.toQueue("golden"));
  }

  @Test
  void reads_a_compressed_message_with_every_option() {
    TaskMessage message = decoded("all-options");

    assertThat(message.body().kwargs().path("y").textValue()).isEqualTo("\u00e9\ud83d\ude00");
    Timing timing = message.headers().timing();
    assertThat(timing.hardLimit()).isEqualTo(Duration.ofSeconds(30));
    assertThat(timing.softLimit()).isEqualTo(Duration.ofMillis(20_500));
    assertThat(timing.eta()).isBetween(Instant.EPOCH, timing.expires());
    assertThat(message.headers().user()).containsOnlyKeys("x", "tenant");
    assertThat(message.properties().priority()).isEqualTo(5);
    assertThat(message.properties().expiration()).isEqualTo("3600000");
  }

  @Test
  void keeps_typed_values_and_not_a_number_as_they_are() {
    TaskBody body = decoded("typed-and-linked").body();

    assertThat(body.args().get(0).doubleValue()).isNaN();
    assertThat(body.args().get(1).path("__type__").textValue()).isEqualTo("datetime");
    assertThat(body.embed().callbacks()).hasSize(1);
    assertThat(body.embed().errbacks()).hasSize(1);
  }

  @Test
  void reads_chains_and_chords_and_stamps() {
    assertThat(decoded("chain").body().embed().chain()).hasSize(2);
    TaskMessage part = decoded("chord-2");
    assertThat(part.body().embed().chord()).isNotNull();
    assertThat(part.headers().lineage().groupIndex()).isEqualTo(1);
    assertThat(decoded("stamped").headers().stamps().names()).containsExactly("user");
  }

  @Test
  void reads_protocol_1() {
    TaskMessage message = decoded("protocol-1");

    assertThat(message.task()).isEqualTo("demo.add");
    assertThat(message.body().args()).hasToString("[2]");
    assertThat(message.body().kwargs().path("y").intValue()).isEqualTo(8);
    assertThat(message.headers().timing().hardLimit()).isEqualTo(Duration.ofSeconds(30));
    assertThat(message.headers().timing().expires()).isNotNull();
  }

  @Test
  void reads_workflows_of_protocol_1() {
    TaskMessage first = decoded("protocol-1-chain");
    assertThat(first.body().embed().callbacks()).hasSize(1);
    assertThat(first.body().embed().errbacks()).hasSize(1);
    assertThat(first.headers().timing().eta()).isNotNull();
    assertThat(first.headers().timing().retries()).isEqualTo(1);

    TaskMessage part = decoded("protocol-1-chord-2");
    assertThat(part.body().embed().chord()).isNotNull();
    assertThat(part.headers().lineage().group()).hasSize(36);
  }

  @Test
  void keeps_large_integers_and_lone_surrogates() {
    assertThat(decoded("typed").body().args().get(0).path("numbers").get(6).bigIntegerValue())
        .isEqualTo(BigInteger.TWO.pow(200));
    assertThat(decoded("odd-text").body().args().get(0).textValue()).startsWith("lone \ud800 and");
  }

  private TaskMessage decoded(String name) {
    return switch (decoder.decode(Golden.message(name))) {
      case Decoded.Task(TaskMessage message) -> message;
      case Decoded.Refused(Refusal refusal) -> throw new AssertionError(refusal.toString());
    };
  }
}
