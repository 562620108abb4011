package dev.greenfork.protocol.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureCodecTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                                    | the signature is not a mapping
          {"args": []}                                          | the signature names no task
          {"task": 7}                                           | the signature names no task
          {"task": "a", "args": {}}                             | args of the signature is not a list
          {"task": "a", "kwargs": []}                           | kwargs of the signature is not a mapping
          {"task": "a", "options": "x"}                         | options of the signature is not a mapping
          {"task": "a", "immutable": 1}                         | immutable of the signature is not true or false
          {"task": "a", "subtask_type": "tree"}                 | the signature is of type tree, not chain
          {"task": "a", "options": {"task_id": 5}}              | option task_id of the signature is not a text
          {"task": "a", "options": {"eta": "soon"}}             | option eta of the signature is not a time
          {"task": "a", "options": {"retries": -1}}             | option retries of the signature is not a whole number of 0 or more
          {"task": "a", "options": {"countdown": 1e300}}        | option countdown of the signature is not a number of seconds
          {"task": "a", "options": {"stamped_headers": [1]}}    | option stamped_headers of the signature is not a list of texts
          {"task": "a", "options": {"link": "b"}}               | the link of the signature is not a mapping
          {"task": "a", "options": {"link": [{"task": ""}]}}    | part 0 of the link of the signature names no task
          {"task": "a", "options": {"chain": {}}}               | the chain of the signature is not a list
          {"task": "a", "options": {"chord": 3}}                | the chord of the signature is not a mapping
          {"task": "c", "subtask_type": "chain"}                | the chain in the signature is not a list
          {"task": "c", "subtask_type": "group", "kwargs": {"tasks": [5]}} | part 0 of the group in the signature is not a mapping
          {"task": "c", "subtask_type": "chord", "kwargs": {"header": []}} | the body of the chord in the signature is not a mapping
          """)
  void refuses_what_is_no_signature_and_says_why(String json, String why) {
    assertThat(SignatureCodec.read(tree(json)))
        .isInstanceOfSatisfying(
            SignatureReading.Refused.class,
            refused -> assertThat(refused.detail()).startsWith(why));
  }

  @Test
  void refuses_signatures_nested_without_end() {
    JsonNode nested = tree("{\"task\": \"a\"}");
    for (int i = 0; i < 150; i++) {
      nested = tree("{\"task\": \"a\", \"options\": {\"link\": [" + nested + "]}}");
    }
    assertThat(SignatureCodec.read(nested))
        .isInstanceOfSatisfying(
            SignatureReading.Refused.class,
            refused -> assertThat(refused.detail()).contains("nested more than 100 levels deep"));
  }

  @Test
  void keeps_fields_that_celery_does_not_define() {
    JsonNode tree = tree("{\"task\": \"a\", \"chord_size\": 3, \"mine\": {\"x\": [1]}}");
    assertThat(SignatureCodec.read(tree))
        .isInstanceOfSatisfying(
            SignatureReading.Read.class,
            read ->
                assertThat(SignatureCodec.write(read.signature()))
                    .isEqualTo(
                        tree(
                            "{\"task\": \"a\", \"args\": [], \"kwargs\": {}, \"options\": {},"
                                + " \"subtask_type\": null, \"immutable\": false,"
                                + " \"chord_size\": 3, \"mine\": {\"x\": [1]}}")));
  }

  @Test
  void links_and_stamps_reach_the_parts() {
    Signature add = Signature.of("add", JsonNodeFactory.instance.arrayNode());
    Signature chord = Canvas.chord(List.of(add), add).link(add).stamp("team", text("x"));
    JsonNode body = SignatureCodec.write(chord).at("/kwargs/body/options");

    assertThat(body.at("/link/0/task").asText()).isEqualTo("add");
    assertThat(body.at("/link/0/options/team").asText()).isEqualTo("x");
    assertThat(body.at("/stamped_headers/0").asText()).isEqualTo("team");
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }

  private static JsonNode tree(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
