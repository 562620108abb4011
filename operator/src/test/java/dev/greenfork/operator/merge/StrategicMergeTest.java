package dev.greenfork.operator.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StrategicMergeTest {

  private static final TypeReference<Map<String, @Nullable Object>> TREE = new TypeReference<>() {};
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void maps_are_merged_by_field_and_null_removes_one() throws JsonProcessingException {
    assertMerge(
        "{'a': 1, 'b': {'c': 2, 'd': 3}}",
        "{'b': {'c': 4, 'd': null}, 'e': 5}",
        "{'a': 1, 'b': {'c': 4}, 'e': 5}");
  }

  @Test
  void containers_are_merged_by_name_and_their_environment_too() throws JsonProcessingException {
    assertMerge(
        "{'containers': [{'name': 'worker', 'image': 'a', 'env': [{'name': 'X', 'value': '1'}]}]}",
        "{'containers': [{'name': 'proxy', 'image': 'p'}, {'name': 'worker', 'env': [{'name': 'Y', 'value': '2'}]}]}",
        "{'containers': [{'name': 'worker', 'image': 'a', 'env': [{'name': 'X', 'value': '1'}, {'name': 'Y', 'value': '2'}]}, {'name': 'proxy', 'image': 'p'}]}");
  }

  @Test
  void a_list_that_kubernetes_does_not_merge_is_replaced() throws JsonProcessingException {
    assertMerge(
        "{'tolerations': [{'key': 'a'}], 'args': ['x']}",
        "{'tolerations': [{'key': 'b'}]}",
        "{'tolerations': [{'key': 'b'}], 'args': ['x']}");
  }

  @Test
  void an_entry_or_a_map_can_be_deleted_or_replaced_as_a_whole() throws JsonProcessingException {
    assertMerge(
        "{'volumes': [{'name': 'tmp', 'emptyDir': {}}, {'name': 'keep'}], 'securityContext': {'runAsUser': 1, 'fsGroup': 2}, 'gone': {'a': 1}}",
        "{'volumes': [{'name': 'tmp', '$patch': 'delete'}], 'securityContext': {'$patch': 'replace', 'runAsUser': 3}, 'gone': {'$patch': 'delete'}}",
        "{'volumes': [{'name': 'keep'}], 'securityContext': {'runAsUser': 3}}");
  }

  @Test
  void a_bare_replace_entry_replaces_the_whole_list() throws JsonProcessingException {
    assertMerge(
        "{'topologySpreadConstraints': [{'topologyKey': 'zone'}]}",
        "{'topologySpreadConstraints': [{'$patch': 'replace'}, {'topologyKey': 'rack'}]}",
        "{'topologySpreadConstraints': [{'topologyKey': 'rack'}]}");
  }

  @Test
  void an_entry_is_replaced_where_it_says_so() throws JsonProcessingException {
    assertMerge(
        "{'volumes': [{'name': 'data', 'emptyDir': {}}]}",
        "{'volumes': [{'name': 'data', '$patch': 'replace', 'configMap': {'name': 'x'}}]}",
        "{'volumes': [{'name': 'data', 'configMap': {'name': 'x'}}]}");
  }

  private void assertMerge(String base, String patch, String expected)
      throws JsonProcessingException {
    assertThat(StrategicMerge.merge(tree(base), tree(patch))).isEqualTo(tree(expected));
  }

  private Map<String, @Nullable Object> tree(String text) throws JsonProcessingException {
    return json.readValue(text.replace('\'', '"'), TREE);
  }
}
