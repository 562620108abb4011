package dev.greenfork.protocol.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.Envelopes;
import dev.greenfork.protocol.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ControlCodecTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private final ControlCodec codec = new ControlCodec();

  @Test
  void reads_a_request_with_a_destination() throws IOException {
    ControlRequest request = request(golden("request-ping"));

    assertThat(request.method()).isEqualTo("ping");
    assertThat(request.audience().destination()).containsExactly("w1@example");
    assertThat(Objects.requireNonNull(request.asker()).exchange())
        .isEqualTo(ControlCodec.REPLY_EXCHANGE);
    assertThat(request.asker().ticket()).isNotEmpty();
  }

  @Test
  void reads_a_request_that_wants_no_answer() throws IOException {
    ControlRequest request = request(golden("request-revoke"));

    assertThat(request.arguments().toString())
        .isEqualTo("{\"task_id\":[\"id-1\",\"id-2\"],\"terminate\":true,\"signal\":\"SIGKILL\"}");
    assertThat(request.audience()).isEqualTo(ControlRequest.Audience.ALL);
    assertThat(request.asker()).isNull();
  }

  @Test
  void writes_requests_as_the_stock_client_does() throws IOException {
    byte[] golden = golden("request-ping");
    ReceivedControl.Request read = (ReceivedControl.Request) codec.decode(golden);
    JsonNode stock = JSON.readTree(golden);

    byte[] written =
        codec.encode(read.request(), read.clock(), Instant.ofEpochMilli(1_795_435_687_387L));

    ObjectNode ours = (ObjectNode) JSON.readTree(written);
    assertThat(ours.get("body")).isEqualTo(stock.get("body"));
    assertThat(ours.at("/headers/clock")).isEqualTo(stock.at("/headers/clock"));
    assertThat(ours.at("/headers/expires").asDouble()).isEqualTo(1_795_435_687.387);
    assertThat(ours.at("/properties/delivery_info"))
        .isEqualTo(stock.at("/properties/delivery_info"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reply-ping", "reply-unknown"})
  void writes_replies_as_the_stock_worker_does(String name) throws IOException {
    byte[] golden = golden(name);
    ControlReply read = codec.decodeReply(golden).orElseThrow();
    assertThat(read.node()).isEqualTo("w1@example");
    assertThat(read.ticket()).isEqualTo("ticket-1");

    JsonNode ours =
        JSON.readTree(
            codec.encode(
                read, new ControlRequest.Asker("reply.celery.pidbox", "golden", "ticket-1")));

    ObjectNode expected = (ObjectNode) JSON.readTree(golden);
    ((ObjectNode) expected.get("properties")).remove("delivery_tag");
    ((ObjectNode) ours.get("properties")).remove("delivery_tag");
    assertThat(ours).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"ping\"",
        "{}",
        "{'method': 7}",
        "{'method': ''}",
        "{'method': 'ping', 'arguments': []}",
        "{'method': 'ping', 'destination': 'w1@example'}",
        "{'method': 'ping', 'destination': [1]}",
        "{'method': 'ping', 'pattern': 1}",
        "{'method': 'ping', 'matcher': {}}",
        "{'method': 'ping', 'reply_to': 'me'}",
        "{'method': 'ping', 'reply_to': {'exchange': 'e'}}"
      })
  void says_what_is_wrong_with_a_request(String body) throws IOException {
    byte[] envelope =
        new Envelopes(Limits.DEFAULT)
            .seal(
                ControlCodec.EXCHANGE,
                "",
                JsonNodeFactory.instance.objectNode(),
                JSON.readTree(body.replace('\'', '"')));

    assertThat(codec.decode(envelope))
        .asInstanceOf(type(ReceivedControl.Malformed.class))
        .satisfies(malformed -> assertThat(malformed.reason()).isNotBlank());
  }

  @Test
  void finds_who_waits_for_the_answer_to_a_malformed_request() throws JsonProcessingException {
    byte[] envelope =
        new Envelopes(Limits.DEFAULT)
            .seal(
                ControlCodec.EXCHANGE,
                "",
                JsonNodeFactory.instance.objectNode(),
                JSON.readTree(
                    "{\"method\": 7, \"ticket\": \"t\", \"reply_to\": {\"exchange\": \"e\","
                        + " \"routing_key\": \"k\"}}"));

    assertThat(codec.decode(envelope))
        .isEqualTo(
            new ReceivedControl.Malformed(
                new ControlRequest.Asker("e", "k", "t"), "method must be the name of a command"));
  }

  @Test
  void bears_what_is_no_envelope() {
    for (String text : List.of("", "{", "null", "{\"body\": 1}", "{\"headers\": []}")) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(codec.decode(bytes)).isInstanceOf(ReceivedControl.Malformed.class);
      assertThat(codec.decodeReply(bytes)).isEmpty();
    }
  }

  private ControlRequest request(byte[] envelope) {
    return ((ReceivedControl.Request) codec.decode(envelope)).request();
  }

  private static byte[] golden(String name) throws IOException {
    String path = "/golden/control/" + name + ".json";
    try (InputStream in =
        Objects.requireNonNull(ControlCodecTest.class.getResourceAsStream(path), path)) {
      return in.readAllBytes();
    }
  }
}
