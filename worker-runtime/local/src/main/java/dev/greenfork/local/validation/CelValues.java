package dev.greenfork.local.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON values as CEL knows them: maps, lists, text, {@code long}, {@code double}, booleans. */
final class CelValues {

  private CelValues() {}

  /** The value of a JSON value that is not null. */
  static Object of(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT, POJO -> map(json);
      case ARRAY -> list(json);
      case BOOLEAN -> json.booleanValue();
      case NUMBER -> json.isIntegralNumber() ? (Object) json.longValue() : json.doubleValue();
      case STRING, BINARY, NULL, MISSING -> json.asText();
    };
  }

  private static Map<String, Object> map(JsonNode object) {
    Map<String, Object> map = new LinkedHashMap<>();
    object.properties().forEach(field -> map.put(field.getKey(), of(field.getValue())));
    return map;
  }

  private static List<Object> list(JsonNode array) {
    List<Object> list = new ArrayList<>();
    array.forEach(item -> list.add(of(item)));
    return list;
  }
}
