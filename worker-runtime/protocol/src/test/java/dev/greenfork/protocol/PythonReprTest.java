package dev.greenfork.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class PythonReprTest {

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void prints_as_python_does() throws Exception {
    assertThat(args("[1]")).isEqualTo("(1,)");
    assertThat(args("[]")).isEqualTo("()");
    assertThat(args("[2, \"a'b\", null, true, [1.5], {\"k\": \"x\\n\"}]"))
        .isEqualTo("(2, \"a'b\", None, True, [1.5], {'k': 'x\\n'})");
    assertThat(PythonRepr.kwargs((ObjectNode) mapper.readTree("{\"y\": false}")))
        .isEqualTo("{'y': False}");
  }

  @Test
  void stops_at_depth_and_length() throws Exception {
    assertThat(args("[[[[[1]]]]]")).isEqualTo("([[[...]]],)");
    assertThat(args("[\"" + "x".repeat(5_000) + "\"]")).hasSize(1_024).endsWith("...");
  }

  private String args(String json) throws JsonProcessingException {
    return PythonRepr.args((ArrayNode) mapper.readTree(json));
  }
}
