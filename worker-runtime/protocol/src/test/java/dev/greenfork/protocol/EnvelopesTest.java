package dev.greenfork.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvelopesTest {

  private final Envelopes envelopes = new Envelopes(new Limits(2000, 500, 20));

  @Test
  void opens_what_it_sealed() {
    ObjectNode headers = JsonNodeFactory.instance.objectNode().put("hostname", "w1@example");
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "ü");

    byte[] sealed = envelopes.seal("celeryev", "task.multi", headers, body);

    assertThat(envelopes.open(sealed)).isEqualTo(new Opened.Content(headers, body));
  }

  @Test
  void writes_what_celery_writes_but_for_the_tag() {
    ObjectNode headers = JsonNodeFactory.instance.objectNode().put("hostname", "w1@example");
    String golden = withoutTag(Golden.event("worker-online"));
    String body = golden.replaceAll("^.\"body\": \"([^\"]*)\".*", "$1");

    byte[] ours =
        envelopes.seal("celeryev", "worker.online", headers, Base64.getDecoder().decode(body));

    assertThat(withoutTag(ours)).isEqualTo(golden);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                                                          | NOT_JSON
          []                                                         | WRONG_TYPE
          {} {}                                                      | NOT_JSON
          {"headers": 1}                                             | WRONG_TYPE
          {"body": "{}"}                                             | CONTENT_TYPE
          {"body": 1, "content-type": "application/json"}            | WRONG_TYPE
          {"content-type": "application/json"}                       | MISSING_FIELD
          {"body": "", "content-type": "application/json"}           | NOT_JSON
          {"body": "{} {}", "content-type": "application/json"}      | NOT_JSON
          {"body": "e30=", "content-type": "application/x-python-serialize"} | CONTENT_TYPE
          {"body": "!", "content-type": "application/json", "properties": {"body_encoding": "base64"}} | BAD_BASE64
          {"body": "[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]", "content-type": "application/json"} | TOO_DEEP
          """)
  void refuses_what_is_malformed(String envelope, Refusal.Reason reason) {
    Opened opened = envelopes.open(envelope.getBytes(StandardCharsets.UTF_8));

    assertThat(opened).isInstanceOf(Opened.Refused.class);
    assertThat(((Opened.Refused) opened).refusal().reason()).isEqualTo(reason);
  }

  @Test
  void refuses_what_is_too_large() {
    Opened opened = envelopes.open(new byte[2001]);

    assertThat(((Opened.Refused) opened).refusal().reason()).isEqualTo(Refusal.Reason.TOO_LARGE);
  }

  @Test
  void refuses_what_would_be_a_huge_tree_though_it_is_a_small_text() {
    byte[] many =
        "[0,".concat("0,".repeat(2_000_020)).concat("0]").getBytes(StandardCharsets.UTF_8);

    Opened opened = new Envelopes(Limits.DEFAULT).open(many);

    assertThat(((Opened.Refused) opened).refusal().reason()).isEqualTo(Refusal.Reason.TOO_LARGE);
    assertThat(((Opened.Refused) opened).refusal().detail())
        .isEqualTo("the message holds more than two million values");
  }

  private static String withoutTag(byte[] envelope) {
    return new String(envelope, StandardCharsets.UTF_8)
        .replaceAll("\"delivery_tag\": \"[^\"]*\"", "");
  }
}
