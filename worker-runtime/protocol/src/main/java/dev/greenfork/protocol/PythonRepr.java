package dev.greenfork.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Prints JSON as Python would print the same values, shortened, for the headers that monitors show
 * (Celery's saferepr).
 */
public final class PythonRepr {

  private static final int MAX_CHARS = 1024;
  private static final int MAX_DEPTH = 3;
  private static final String MORE = "...";

  private final StringBuilder out = new StringBuilder();

  private PythonRepr() {}

  /** Positional arguments: a tuple. */
  public static String args(ArrayNode args) {
    PythonRepr repr = new PythonRepr();
    repr.list(args, "(", args.size() == 1 ? ",)" : ")", 0);
    return repr.shortened();
  }

  /** Keyword arguments: a dict. */
  public static String kwargs(ObjectNode kwargs) {
    PythonRepr repr = new PythonRepr();
    repr.value(kwargs, 0);
    return repr.shortened();
  }

  /** Any value, such as a result. */
  public static String value(JsonNode value) {
    PythonRepr repr = new PythonRepr();
    repr.value(value, 0);
    return repr.shortened();
  }

  /** An exception: its class name and arguments. */
  public static String exception(ExceptionInfo exception) {
    PythonRepr repr = new PythonRepr();
    String type = exception.type();
    repr.out.append(type.substring(type.lastIndexOf('.') + 1));
    repr.list(exception.args(), "(", ")", 0);
    return repr.shortened();
  }

  private void value(JsonNode node, int depth) {
    if (full()) {
      return;
    }
    switch (node) {
      case ArrayNode array -> list(array, "[", "]", depth);
      case ObjectNode object -> dict(object, depth);
      default -> scalar(node);
    }
  }

  private void scalar(JsonNode node) {
    if (node.isTextual()) {
      text(node.textValue());
    } else if (node.isBoolean()) {
      out.append(node.booleanValue() ? "True" : "False");
    } else if (node.isNull() || node.isMissingNode()) {
      out.append("None");
    } else {
      out.append(node.asText());
    }
  }

  private void list(ArrayNode array, String start, String end, int depth) {
    out.append(start);
    if (depth >= MAX_DEPTH && !array.isEmpty()) {
      out.append(MORE);
    } else {
      for (int i = 0; i < array.size() && !full(); i++) {
        out.append(i == 0 ? "" : ", ");
        value(array.get(i), depth + 1);
      }
    }
    out.append(end);
  }

  private void dict(ObjectNode object, int depth) {
    out.append('{');
    if (depth >= MAX_DEPTH && !object.isEmpty()) {
      out.append(MORE);
    } else {
      String separator = "";
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (full()) {
          break;
        }
        out.append(separator);
        text(field.getKey());
        out.append(": ");
        value(field.getValue(), depth + 1);
        separator = ", ";
      }
    }
    out.append('}');
  }

  private void text(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    for (int i = 0; i < text.length() && !full(); i++) {
      character(text.charAt(i), quote);
    }
    out.append(quote);
  }

  private void character(char c, char quote) {
    switch (c) {
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c == quote) {
          out.append('\\').append(c);
        } else if (c < ' ' || c == 0x7f) {
          out.append("\\x%02x".formatted((int) c));
        } else {
          out.append(c);
        }
      }
    }
  }

  private boolean full() {
    return out.length() >= MAX_CHARS;
  }

  private String shortened() {
    return out.length() <= MAX_CHARS
        ? out.toString()
        : out.substring(0, MAX_CHARS - MORE.length()) + MORE;
  }
}
