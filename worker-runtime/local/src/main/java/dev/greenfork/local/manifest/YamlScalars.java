package dev.greenfork.local.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The value of an unquoted scalar, as kubectl's YAML library reads it: YAML 1.1 with its {@code
 * yes} and {@code off}, but without dates and numbers to the base of 60.
 */
final class YamlScalars {

  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE =
      Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y");
  private static final Set<String> FALSE =
      Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N");
  private static final Pattern INTEGER =
      Pattern.compile("[-+]?(0x[0-9a-fA-F_]+|0b[01_]+|0o?[0-7_]+|[0-9][0-9_]*)");
  private static final Pattern OCTAL = Pattern.compile("0o?[0-7]+");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?([0-9][0-9_]*\\.?|\\.[0-9])[0-9_]*([eE][-+]?[0-9]+)?");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private YamlScalars() {}

  static JsonNode read(String text) {
    if (NULL.contains(text)) {
      return NODES.nullNode();
    }
    if (TRUE.contains(text)) {
      return NODES.booleanNode(true);
    }
    if (FALSE.contains(text)) {
      return NODES.booleanNode(false);
    }
    String digits = text.replace("_", "");
    if (INTEGER.matcher(text).matches()) {
      return integer(digits);
    }
    if (FLOAT.matcher(text).matches()) {
      return number(new BigDecimal(digits));
    }
    return NODES.textNode(text);
  }

  private static JsonNode integer(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String digits = signed ? text.substring(1) : text;
    int base = 10;
    if (digits.startsWith("0x")) {
      base = 16;
    } else if (digits.startsWith("0b")) {
      base = 2;
    } else if (OCTAL.matcher(digits).matches()) {
      base = 8;
    }
    String plain = digits.replaceFirst("^0[xbo]", "");
    BigInteger value = new BigInteger(plain.isEmpty() ? "0" : plain, base);
    return number(new BigDecimal(text.startsWith("-") ? value.negate() : value));
  }

  /** A number that has no fraction is an integer for JSON, however it is written. */
  private static JsonNode number(BigDecimal value) {
    try {
      return NODES.numberNode(value.longValueExact());
    } catch (ArithmeticException e) {
      return NODES.numberNode(value.doubleValue());
    }
  }
}
