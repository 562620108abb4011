package dev.greenfork.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Typed reads of the value that a parser stands on; each leaves the parser on the last token of
 * that value.
 *
 * <p>A value of a wrong type does not stop the reading: the first such fault is kept and the value
 * skipped, so that the id and the name of a bad message are still found.
 */
final class Fields {

  private static final double MAX_LIMIT_SECONDS = 1e9;

  private final JsonParser parser;
  private @Nullable Fault fault;

  Fields(JsonParser parser) {
    this.parser = parser;
  }

  /** Throws the first fault, if there was one. */
  void check() {
    if (fault != null) {
      throw fault;
    }
  }

  void note(Fault found) throws IOException {
    if (fault == null) {
      fault = found;
    }
    parser.skipChildren();
  }

  @Nullable String text(String field) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NULL -> null;
      default -> {
        note(Fault.wrongType(field, "a string or null"));
        yield null;
      }
    };
  }

  @Nullable Integer integer(String field) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        || parser.getNumberType() != JsonParser.NumberType.INT) {
      note(Fault.wrongType(field, "a 32 bit integer or null"));
      return null;
    }
    return parser.getIntValue();
  }

  /** A count, 0 where it is null. */
  int count(String field) throws IOException {
    Integer value = integer(field);
    if (value != null && value < 0) {
      note(Fault.badValue(field, "is negative: " + value));
    }
    return value == null ? 0 : value;
  }

  @Nullable Boolean bool(String field) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> {
        note(Fault.wrongType(field, "true, false or null"));
        yield null;
      }
    };
  }

  @Nullable Instant time(String field) throws IOException {
    String text = text(field);
    if (text == null) {
      return null;
    }
    Instant time = PythonTime.parse(text).orElse(null);
    if (time == null) {
      note(Fault.badValue(field, "is no ISO 8601 time"));
    }
    return time;
  }

  /** A number of seconds; 0 means none, as in Celery. */
  @Nullable Duration seconds(String field) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!parser.currentToken().isNumeric()) {
      note(Fault.wrongType(field, "a number of seconds or null"));
      return null;
    }
    double seconds = parser.getDoubleValue();
    if (!(seconds >= 0 && seconds <= MAX_LIMIT_SECONDS)) {
      note(Fault.badValue(field, "is not between 0 and 10^9 seconds"));
      return null;
    }
    return seconds == 0 ? null : Duration.ofNanos(Math.round(seconds * 1e9));
  }

  @Nullable List<String> texts(String field) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      note(Fault.wrongType(field, "a list of strings or null"));
      return null;
    }
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String text = text(field);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  @Nullable ObjectNode object(String field) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      note(Fault.wrongType(field, "an object or null"));
      return null;
    }
    return (ObjectNode) tree();
  }

  JsonNode tree() throws IOException {
    return parser.readValueAsTree();
  }
}
