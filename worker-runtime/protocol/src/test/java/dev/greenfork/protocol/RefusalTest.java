package dev.greenfork.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

  private final MessageDecoder decoder = new MessageDecoder(new Limits(200_000, 100_000, 50));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "retries": 0           | "retries": "x"            | WRONG_TYPE
          "retries": 0           | "retries": -1             | BAD_VALUE
          "retries": 0           | "retries": 99999999999    | WRONG_TYPE
          "eta": null            | "eta": "tomorrow"         | BAD_VALUE
          "eta": null            | "eta": {"a": [1]}         | WRONG_TYPE
          "expires": null        | "expires": 12             | WRONG_TYPE
          [null, null]           | [null]                    | WRONG_TYPE
          [null, null]           | ["1", null]               | WRONG_TYPE
          [null, null]           | [-1, null]                | BAD_VALUE
          [null, null]           | [NaN, null]               | BAD_VALUE
          [null, null]           | "30"                      | WRONG_TYPE
          "ignore_result": false | "ignore_result": 1        | WRONG_TYPE
          "stamped_headers": null| "stamped_headers": [1]    | WRONG_TYPE
          "stamps": {}           | "stamps": []              | WRONG_TYPE
          "group": null          | "group": 4                | WRONG_TYPE
          "group_index": null    | "group_index": 1.5        | WRONG_TYPE
          "priority": 0          | "priority": "high"        | WRONG_TYPE
          "delivery_info": {     | "delivery_info": 3, "x": {| WRONG_TYPE
          "body_encoding": "base64"| "body_encoding": "rot13"| BAD_VALUE
          "utf-8"                | "utf-16"                  | CONTENT_TYPE
          "application/json"     | "application/x-yaml"      | CONTENT_TYPE
          "application/json"     | null                      | CONTENT_TYPE
          "body": "W             | "body": "!W               | BAD_BASE64
          "headers": {           | "headers": null, "h": {   | WRONG_TYPE
          "headers": {           | "h": {                    | MISSING_FIELD
          "properties": {        | "p": {                    | MISSING_FIELD
          "body":                | "bode":                   | MISSING_FIELD
          "lang": "py"           | "lang": ["py"]            | WRONG_TYPE
          "lang": "py"           | "compression": "application/zstd" | COMPRESSION
          "lang": "py"           | "compression": "application/x-gzip" | COMPRESSION
          "lang": "py"           | "compression": "application/x-bz2" | COMPRESSION
          "lang": "py"           | "compression": "application/x-brotli" | COMPRESSION
          "lang": "py"           | "compression": 7        | WRONG_TYPE
          "shadow": null         | "shadow": 7             | WRONG_TYPE
          "root_id": "           | "root_id": 7, "x": "    | WRONG_TYPE
          "parent_id": null      | "parent_id": {}         | WRONG_TYPE
          "argsrepr": "          | "argsrepr": [], "x": "  | WRONG_TYPE
          "kwargsrepr": "        | "kwargsrepr": 1, "x": " | WRONG_TYPE
          "origin": "            | "origin": true, "x": "  | WRONG_TYPE
          "replaced_task_nesting": 0| "replaced_task_nesting": []| WRONG_TYPE
          "replaced_task_nesting": 0| "replaced_task_nesting": -1| BAD_VALUE
          "stamped_headers": null| "stamped_headers": "x"  | WRONG_TYPE
          "shadow": null         | "redelivered": "yes"    | WRONG_TYPE
          "correlation_id": "    | "correlation_id": 1, "x": "| WRONG_TYPE
          "reply_to": "          | "reply_to": [], "x": "  | WRONG_TYPE
          "delivery_tag": "      | "delivery_tag": 5, "x": "| WRONG_TYPE
          "priority": 0          | "priority": null, "expiration": 5| WRONG_TYPE
          "exchange": ""         | "exchange": 0           | WRONG_TYPE
          "routing_key": "golden"| "routing_key": {}       | WRONG_TYPE
          "exchange": ""         | "redelivered": 0        | WRONG_TYPE
          """)
  void names_the_fault_and_the_task(String from, String to, Refusal.Reason reason) {
    Refusal refusal = refuse(plain().replace(from, to));

    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.detail()).isNotBlank();
    if (!to.startsWith("\"h\"") && !to.startsWith("\"headers\"")) {
      assertThat(refusal.task()).isEqualTo("demo.add");
      assertThat(refusal.id()).hasSize(36);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [2, 3]                  | WRONG_TYPE
          {"a": 1}                | WRONG_TYPE
          [[2], {}]               | WRONG_TYPE
          [{}, {}, {}]            | WRONG_TYPE
          [[], [], {}]            | WRONG_TYPE
          [[], {}, 5]             | WRONG_TYPE
          [[], {}, {"chain": 1}]  | WRONG_TYPE
          [[], {}, {"chord": []}] | WRONG_TYPE
          [[], {}, {}] x          | NOT_JSON
          [[], {}, {}             | NOT_JSON
          [[\u0000], {}, {}]      | NOT_JSON
          ` `                     | NOT_JSON
          null                    | WRONG_TYPE
          """)
  void refuses_a_body_of_another_shape(String body, Refusal.Reason reason) {
    assertThat(refuse(withBody(body)).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          hello             | NOT_JSON
          ` `               | WRONG_TYPE
          []                | WRONG_TYPE
          {"body": "x"}     | MISSING_FIELD
          {"body": "x"      | NOT_JSON
          {} {}             | NOT_JSON
          """)
  void refuses_what_is_no_envelope(String text, Refusal.Reason reason) {
    assertThat(refuse(text).reason()).isEqualTo(reason);
  }

  @Test
  void refuses_pickle_and_other_compression_of_a_real_client() {
    assertThat(refuse(text("pickle")).reason()).isEqualTo(Refusal.Reason.CONTENT_TYPE);
    assertThat(refuse(text("lzma")).reason()).isEqualTo(Refusal.Reason.COMPRESSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "bzip2"})
  void refuses_a_packed_body_that_is_cut_or_changed(String name) {
    String whole = text(name);
    int from = whole.indexOf("\"body\": \"") + 9;
    byte[] packed = Base64.getDecoder().decode(whole.substring(from, whole.indexOf('"', from)));
    for (int length = 0; length < packed.length; length += 7) {
      assertThat(decoder.decode(repacked(whole, Arrays.copyOf(packed, length))))
          .as("%d of %d bytes", length, packed.length)
          .isInstanceOf(Decoded.Refused.class);
    }
    packed[packed.length / 2] ^= 0x55;
    assertThat(decoder.decode(repacked(whole, packed))).isInstanceOf(Decoded.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bzip2", "zlib", "zstd", "zstd-with-size"})
  void unpacks_bombs_no_further_than_the_limit(String method) {
    String bomb = Golden.bomb(method);
    assertThat(bomb.length()).isLessThan(20_000);
    String type =
        switch (method) {
          case "bzip2" -> "application/x-bz2";
          case "zlib" -> "application/x-gzip";
          default -> "application/zstd";
        };
    String message =
        withBody(Base64.getDecoder().decode(bomb))
            .replace("\"lang\": \"py\"", "\"compression\": \"" + type + "\"");

    assertThat(refuse(message).reason()).isEqualTo(Refusal.Reason.TOO_LARGE);
  }

  @Test
  void refuses_deep_nesting_in_body_and_headers() {
    String deep = "[".repeat(60) + "]".repeat(60);

    assertThat(refuse(withBody("[[" + deep + "], {}, {}]")).reason())
        .isEqualTo(Refusal.Reason.TOO_DEEP);
    assertThat(refuse(plain().replace("\"lang\": \"py\"", "\"x\": " + deep)).reason())
        .isEqualTo(Refusal.Reason.TOO_DEEP);
  }

  @Test
  void refuses_what_is_too_large_packed_or_not() {
    String large = "[[\"" + "x".repeat(110_000) + "\"], {}, {}]";

    assertThat(refuse(withBody(large)).reason()).isEqualTo(Refusal.Reason.TOO_LARGE);
    assertThat(refuse(" ".repeat(200_001)).reason()).isEqualTo(Refusal.Reason.TOO_LARGE);
    byte[] bomb = Packed.zlib(("[[\"" + "x".repeat(5_000_000) + "\"], {}, {}]"));
    String packed =
        withBody(bomb).replace("\"lang\": \"py\"", "\"compression\": \"application/x-gzip\"");
    assertThat(refuse(packed).reason()).isEqualTo(Refusal.Reason.TOO_LARGE);
  }

  @Test
  void keeps_arguments_out_of_the_detail() {
    assertThat(refuse(withBody("[[\"secret\"], {}, {\"s\": secret}]")).detail())
        .doesNotContain("secret\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [[secret], {}, {}]
          [["secret
          [["a"], {}, {"s": secretsecret}]
          [["a"], {secret: 1}, {}]
          [["\\secret"], {}, {}]
          [[1], {}, {}] secret
          {"__type__": "secret"}
          {"secret": [[[[
          """)
  void quotes_nothing_of_a_bad_body(String body) {
    assertThat(refuse(withBody(body)).detail()).doesNotContain("secret").doesNotContain("\n");
  }

  @Test
  void shows_only_the_beginning_of_long_and_unprintable_names() {
    String long_ = "n\\n".repeat(5_000);
    Refusal refusal = refuse(plain().replace("demo.add", long_));
    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.BAD_VALUE);
    assertThat(String.valueOf(refusal.task())).hasSizeLessThan(250);
    assertThat(refuse(plain().replace("application/json", long_)).detail())
        .hasSizeLessThan(250)
        .doesNotContain("\n");
  }

  @Test
  void reads_utf_8_only() {
    byte[] utf16 = plain().getBytes(StandardCharsets.UTF_16LE);

    assertThat(decoder.decode(utf16)).isInstanceOf(Decoded.Refused.class);
  }

  private static byte[] repacked(String whole, byte[] body) {
    return whole
        .replaceFirst(
            "\"body\": \"[^\"]*\"",
            "\"body\": \"" + Base64.getEncoder().encodeToString(body) + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  private Refusal refuse(String envelope) {
    return switch (decoder.decode(envelope.getBytes(StandardCharsets.UTF_8))) {
      case Decoded.Refused(Refusal refusal) -> refusal;
      case Decoded.Task(TaskMessage message) -> throw new AssertionError(message.toString());
    };
  }

  private static String withBody(String body) {
    return withBody(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String withBody(byte[] body) {
    return plain()
        .replaceFirst(
            "\"body\": \"[^\"]*\"",
            "\"body\": \"" + Base64.getEncoder().encodeToString(body) + "\"");
  }

  private static String plain() {
    return text("plain");
  }

  private static String text(String name) {
    return new String(Golden.message(name), StandardCharsets.UTF_8);
  }
}
