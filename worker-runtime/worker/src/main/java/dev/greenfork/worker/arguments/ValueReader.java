package dev.greenfork.worker.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value as a parameter's type. Thread safe. */
public final class ValueReader {

  private final ObjectMapper mapper;

  public ValueReader(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Nullable Object read(TaskDefinition task, Parameter parameter, JsonNode value)
      throws ArgumentException {
    Object plain = plain(parameter.type(), value);
    if (plain != null) {
      return plain;
    }
    try {
      return mapper.readerFor(mapper.constructType(parameter.type())).readValue(value);
    } catch (java.io.IOException | IllegalArgumentException e) {
      throw wrong(task, parameter, Mismatch.describe(value, e));
    }
  }

  @Nullable Object readDefault(TaskDefinition task, Parameter parameter, String json)
      throws ArgumentException {
    try {
      return read(task, parameter, mapper.readTree(json));
    } catch (JsonProcessingException e) {
      throw wrong(task, parameter, "its default is no JSON: " + json);
    }
  }

  /** The common types without Jackson's machinery, which costs time at start and per value. */
  private static @Nullable Object plain(Type type, JsonNode value) {
    if (type == String.class) {
      return value.textValue();
    } else if (type == int.class || type == Integer.class) {
      return value.isInt() ? (Object) value.intValue() : null;
    } else if (type == long.class || type == Long.class) {
      return value.isInt() || value.isLong() ? (Object) value.longValue() : null;
    } else if (type == double.class || type == Double.class) {
      return value.isNumber() ? (Object) value.doubleValue() : null;
    } else if (type == boolean.class || type == Boolean.class) {
      return value.isBoolean() ? (Object) value.booleanValue() : null;
    }
    return type == JsonNode.class ? value : null;
  }

  private static ArgumentException wrong(TaskDefinition task, Parameter parameter, String why) {
    return new ArgumentException(
        "%s() argument '%s' must be %s, %s"
            .formatted(task.name(), parameter.name(), parameter.type().getTypeName(), why));
  }
}
