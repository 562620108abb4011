package dev.greenfork.protocol.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads kombu's typed values (kombu.utils.json, {@code _decoders}). Thread safe. */
public final class TypedValues {

  static final String TYPE = "__type__";
  static final String VALUE = "__value__";

  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");
  private static final int MOST_CHARACTERS = 40;

  private TypedValues() {}

  /**
   * A Jackson module by which dates, decimals, UUIDs and byte arrays are read from typed values,
   * besides the forms that they can be read from without it, and written as such. To be registered
   * after those that bring serializers of the same types.
   */
  public static Module module() {
    return new SimpleModule("greenfork-typed-values") {
      private static final long serialVersionUID = 1;

      @Override
      public void setupModule(SetupContext context) {
        context.addSerializers(new TypedSerializers());
        context.addBeanDeserializerModifier(new TypedDeserializers());
      }
    };
  }

  /** Whether this is a typed value, of a type that is known or not. */
  public static boolean isTyped(JsonNode node) {
    return node.size() == 2 && node instanceof ObjectNode && node.has(TYPE) && node.has(VALUE);
  }

  /**
   * Looks at every typed value in a tree, as Python decodes them all before a task is called.
   *
   * @throws TypedValueException if one is of an unknown type, or does not hold what its type says
   */
  public static void check(JsonNode tree) {
    if (isTyped(tree)) {
      decode(tree);
    } else if (tree.isContainerNode()) {
      for (JsonNode child : tree) {
        if (child.isContainerNode()) {
          check(child);
        }
      }
    }
  }

  /**
   * What a typed value stands for: OffsetDateTime, or LocalDateTime where the sender gave no zone,
   * LocalDate, LocalTime, OffsetTime, BigDecimal, UUID or byte[].
   *
   * @throws TypedValueException if it is of an unknown type, or does not hold what its type says
   */
  static Object decode(JsonNode typed) {
    JsonNode type = typed.path(TYPE);
    JsonNode value = typed.path(VALUE);
    try {
      return switch (type.asText()) {
        case "datetime" -> TypedTimes.dateTime(text(value));
        case "date" -> date(text(value));
        case "time" -> TypedTimes.time(text(value));
        case "decimal" -> new BigDecimal(text(value).strip().replace("_", ""));
        case "uuid" -> uuid(text(value.path("hex")));
        case "bytes" -> text(value).getBytes(StandardCharsets.UTF_8);
        case "base64" -> Base64.getDecoder().decode(text(value));
        default -> throw unknown(type);
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new TypedValueException(
          "A value of type %s does not hold what its type says".formatted(type.asText()));
    }
  }

  private static LocalDate date(String text) {
    return text.length() > 10 ? TypedTimes.dateOf(text) : LocalDate.parse(text);
  }

  private static UUID uuid(String hex) {
    String digits = hex.replace("-", "");
    if (!HEX.matcher(digits).matches()) {
      throw new IllegalArgumentException(hex);
    }
    return new UUID(
        Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16));
  }

  private static String text(JsonNode node) {
    if (!node.isTextual()) {
      throw new IllegalArgumentException("no text");
    }
    return node.textValue();
  }

  private static TypedValueException unknown(JsonNode type) {
    String name = type.isTextual() ? type.textValue() : "(no text)";
    return new TypedValueException(
        "Unsupported type '%s' in a typed value; known are datetime, date, time, decimal, uuid, bytes"
                .formatted(
                    name.length() <= MOST_CHARACTERS ? name : name.substring(0, MOST_CHARACTERS))
            + " and base64");
  }
}
