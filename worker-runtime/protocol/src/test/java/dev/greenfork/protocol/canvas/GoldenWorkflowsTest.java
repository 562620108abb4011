package dev.greenfork.protocol.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The planner against what the stock client sends for the same signatures, ids by order apart. */
class GoldenWorkflowsTest {

  private static final JsonNode WORKFLOWS = workflows();

  static Stream<String> names() {
    return WORKFLOWS.propertyStream().map(field -> field.getKey());
  }

  @ParameterizedTest
  @MethodSource("names")
  void plans_what_the_stock_client_sends(String name) {
    JsonNode golden = WORKFLOWS.get(name);
    Plan plan = plan(golden);

    assertThat(Normal.plan(plan).toPrettyString())
        .isEqualTo(Normal.golden(golden).toPrettyString());
  }

  @ParameterizedTest
  @MethodSource("names")
  void reads_and_writes_a_signature_without_loss(String name) {
    JsonNode tree = WORKFLOWS.get(name).get("signature");
    SignatureReading reading = SignatureCodec.read(tree);

    assertThat(reading).isInstanceOf(SignatureReading.Read.class);
    assertThat(SignatureCodec.write(((SignatureReading.Read) reading).signature())).isEqualTo(tree);
  }

  @Test
  void gives_every_task_its_own_id_unless_it_has_one() {
    for (JsonNode golden : WORKFLOWS) {
      List<String> ids = plan(golden).messages().stream().map(message -> message.id()).toList();
      assertThat(ids).doesNotHaveDuplicates();
    }
  }

  private static Plan plan(JsonNode golden) {
    Planner planner =
        new Planner(
            new Sender("gen1@host", UUID.randomUUID().toString(), "celery"),
            () -> UUID.randomUUID().toString(),
            () -> Instant.parse("2026-11-23T10:00:00Z"));
    assertThat(SignatureCodec.read(golden.get("signature")))
        .isInstanceOf(SignatureReading.Read.class);
    return planner.start(
        (ObjectNode) golden.get("signature"),
        new TaskArgs((ArrayNode) golden.get("args"), TaskArgs.NONE.kwargs()),
        Place.START,
        (ObjectNode) golden.get("options"));
  }

  private static JsonNode workflows() {
    String path = "/golden/canvas/workflows.json";
    try (InputStream in =
        Objects.requireNonNull(GoldenWorkflowsTest.class.getResourceAsStream(path), path)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
