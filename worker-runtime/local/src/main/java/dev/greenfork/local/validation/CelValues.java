package dev.greenfork.local.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON values as CEL knows them: maps, lists, text, {@code long}, {@code double}, booleans. */
final class CelValues {

  private CelValues() {}

  /**
   * The value of a JSON value that is not null. What may be an integer or a string is text, which
   * is how rules read it.
   *
   * @param schema null where none is declared
   */
  static Object of(JsonNode json, @Nullable Schema schema) {
    return switch (json.getNodeType()) {
      case OBJECT, POJO -> map(json, schema);
      case ARRAY -> list(json, schema);
      case BOOLEAN -> json.booleanValue();
      case NUMBER -> number(json, schema);
      case STRING, BINARY, NULL, MISSING -> json.asText();
    };
  }

  private static Object number(JsonNode json, @Nullable Schema schema) {
    if (schema != null && schema.isIntOrString()) {
      return json.asText();
    }
    return json.isIntegralNumber() ? (Object) json.longValue() : json.doubleValue();
  }

  private static Map<String, Object> map(JsonNode object, @Nullable Schema schema) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (var field : object.properties()) {
      Schema inner = schema == null ? null : schema.field(field.getKey()).orElse(null);
      map.put(field.getKey(), of(field.getValue(), inner));
    }
    return map;
  }

  private static List<Object> list(JsonNode array, @Nullable Schema schema) {
    Schema inner = schema == null ? null : schema.items().orElse(null);
    List<Object> list = new ArrayList<>();
    array.forEach(item -> list.add(of(item, inner)));
    return list;
  }
}
