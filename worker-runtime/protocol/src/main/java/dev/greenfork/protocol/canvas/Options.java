package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of a signature while it is planned. Null values count as absent. The JSON values are
 * shared between copies and never changed. Not thread safe.
 */
final class Options {

  /** What a caller cannot override (Signature._IMMUTABLE_OPTIONS). */
  private static final Set<String> FIXED = Set.of("group_id", "stamped_headers");

  private final Map<String, JsonNode> values;

  /**
   * The chord that this task is a part of. One body is shared by all parts of a header, and is
   * given its ids after them.
   */
  private @Nullable Sig chord;

  Options() {
    this.values = new LinkedHashMap<>(8);
  }

  private Options(Options from) {
    this.values = new LinkedHashMap<>(from.values);
    this.chord = from.chord;
  }

  static Options of(ObjectNode tree) {
    Options options = new Options();
    for (Map.Entry<String, JsonNode> option : tree.properties()) {
      JsonNode value = option.getValue();
      if (value.isNull()) {
        continue;
      }
      if (option.getKey().equals("chord")) {
        options.chord = Sig.of((ObjectNode) value);
      } else {
        options.values.put(option.getKey(), value);
      }
    }
    return options;
  }

  Options copy() {
    return new Options(this);
  }

  boolean isEmpty() {
    return values.isEmpty() && chord == null;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  @Nullable JsonNode get(String name) {
    return values.get(name);
  }

  @Nullable String text(String name) {
    JsonNode value = values.get(name);
    return value == null ? null : value.textValue();
  }

  @Nullable Boolean flag(String name) {
    JsonNode value = values.get(name);
    return value == null ? null : value.booleanValue();
  }

  int number(String name, int otherwise) {
    JsonNode value = values.get(name);
    return value == null ? otherwise : value.intValue();
  }

  /** A list option; a single value counts as a list of one. Null where absent. */
  @Nullable ArrayNode list(String name) {
    JsonNode value = values.get(name);
    return switch (value) {
      case null -> null;
      case ArrayNode list -> list;
      default -> JsonNodeFactory.instance.arrayNode().add(value);
    };
  }

  Options set(String name, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
    return this;
  }

  Options set(String name, @Nullable String value) {
    return set(name, value == null ? null : JsonNodeFactory.instance.textNode(value));
  }

  Options set(String name, int value) {
    return set(name, JsonNodeFactory.instance.numberNode(value));
  }

  @Nullable JsonNode remove(String name) {
    return values.remove(name);
  }

  @Nullable Sig chord() {
    return chord;
  }

  Options chord(@Nullable Sig changed) {
    this.chord = changed;
    return this;
  }

  /** Adds to a list option unless it is there (Signature.append_to_list_option). */
  void append(String name, JsonNode value) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    ArrayNode old = list(name);
    if (old != null) {
      all.addAll(old);
      for (JsonNode one : old) {
        if (one.equals(value)) {
          values.put(name, all);
          return;
        }
      }
    }
    values.put(name, all.add(value));
  }

  /** All of {@code over} wins. */
  Options putAll(Options over) {
    values.putAll(over.values);
    if (over.chord != null) {
      chord = over.chord;
    }
    return this;
  }

  /** As {@link #putAll}, but for what a caller cannot override (Signature._merge). */
  Options merge(Options over) {
    Set<String> fixed = new HashSet<>(FIXED);
    JsonNode stamps = values.get("stamped_headers");
    if (stamps != null) {
      stamps.forEach(name -> fixed.add(name.asText()));
    }
    over.values.forEach(
        (name, value) -> {
          if (!fixed.contains(name) || !values.containsKey(name)) {
            values.put(name, value);
          }
        });
    if (over.chord != null) {
      chord = over.chord;
    }
    return this;
  }

  ObjectNode toJson() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    values.forEach(tree::set);
    if (chord != null) {
      tree.set("chord", chord.toJson());
    }
    return tree;
  }

  /** A time: text, kombu's typed value, or seconds from now. Null where absent. */
  @Nullable Instant time(String name, Instant now) {
    JsonNode value = values.get(name);
    return value == null ? null : OptionTimes.instant(value, now);
  }

  /** A length of time in seconds. Null where absent; Celery takes 0 for absent. */
  @Nullable Duration duration(String name) {
    JsonNode value = values.get(name);
    return value == null || value.doubleValue() == 0 ? null : OptionTimes.seconds(value);
  }
}
