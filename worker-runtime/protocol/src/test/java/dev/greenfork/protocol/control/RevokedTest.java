package dev.greenfork.protocol.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RevokedTest {

  @Test
  void takes_one_id_or_many() throws Exception {
    assertThat(Revoked.ids(json("{'task_id': 'a'}"))).containsExactly("a");
    assertThat(Revoked.ids(json("{'task_id': ['b', 'a', 'b']}"))).containsExactly("b", "a");
    assertThat(Revoked.ids(json("{'task_id': null}"))).isEmpty();
    assertThat(Revoked.ids(json("{}"))).isEmpty();
  }

  @Test
  void takes_stamps_as_an_object_or_as_pairs() throws Exception {
    assertThat(Revoked.stamps(json("{'headers': {'x': 'a', 'y': ['b', 7]}}")))
        .isEqualTo(Map.of("x", List.of("\"a\""), "y", List.of("\"b\"", "7")));
    assertThat(Revoked.stamps(json("{'headers': ['x=a', 'x=b=c']}")))
        .isEqualTo(Map.of("x", List.of("\"a\"", "\"b=c\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'task_id': 1}", "{'task_id': {}}", "{'task_id': ['a', null]}"})
  void refuses_ids_of_another_type(String arguments) throws Exception {
    ObjectNode tree = json(arguments);
    assertThatThrownBy(() -> Revoked.ids(tree)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'headers': 'x'}", "{'headers': [1]}", "{'headers': 7}"})
  void refuses_stamps_of_another_form(String arguments) throws Exception {
    ObjectNode tree = json(arguments);
    assertThatThrownBy(() -> Revoked.stamps(tree)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ObjectNode json(String text) throws JsonProcessingException {
    return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
