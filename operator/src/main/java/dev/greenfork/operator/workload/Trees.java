package dev.greenfork.operator.workload;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what users write without our reading it into the client's types and back; unknown fields
 * stay.
 */
final class Trees {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<Map<String, @Nullable Object>> TREE = new TypeReference<>() {};

  private Trees() {}

  static <T> List<T> list(@Nullable List<?> entries, Class<T> type) {
    return entries == null
        ? List.of()
        : entries.stream().map(entry -> MAPPER.convertValue(entry, type)).toList();
  }

  static Map<String, @Nullable Object> tree(Object typed) {
    return MAPPER.convertValue(typed, TREE);
  }

  static <T> T typed(Map<String, @Nullable Object> tree, Class<T> type) {
    return MAPPER.convertValue(tree, type);
  }

  /** The same content always as the same text. */
  static String canonical(Object typed) {
    return MAPPER.valueToTree(typed).toString();
  }
}
