package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks one signature tree: types of all fields and options that the planner reads, nesting and
 * number of the signatures inside. For one tree.
 */
final class SignatureCheck {

  /** Each level is a chord body, a group in a group or a link of a link. */
  static final int DEEPEST = 100;

  private static final int MOST = 500_000;

  private static final Map<String, Kind> OPTIONS =
      Map.ofEntries(
          Map.entry("task_id", Kind.TEXT),
          Map.entry("group_id", Kind.TEXT),
          Map.entry("root_id", Kind.TEXT),
          Map.entry("parent_id", Kind.TEXT),
          Map.entry("reply_to", Kind.TEXT),
          Map.entry("shadow", Kind.TEXT),
          Map.entry("queue", Kind.TEXT),
          Map.entry("exchange", Kind.TEXT),
          Map.entry("routing_key", Kind.TEXT),
          Map.entry("group_index", Kind.INTEGER),
          Map.entry("retries", Kind.COUNT),
          Map.entry("replaced_task_nesting", Kind.COUNT),
          Map.entry("priority", Kind.INTEGER),
          Map.entry("countdown", Kind.NUMBER),
          Map.entry("time_limit", Kind.NUMBER),
          Map.entry("soft_time_limit", Kind.NUMBER),
          Map.entry("eta", Kind.TIME),
          Map.entry("expires", Kind.TIME),
          Map.entry("ignore_result", Kind.BOOL),
          Map.entry("headers", Kind.OBJECT),
          Map.entry("stamped_headers", Kind.TEXTS));

  private int seen;

  /** Throws {@link BadSignatureException} unless {@code tree} is a signature. */
  void check(@Nullable JsonNode tree, String where, int depth) {
    if (tree == null || !tree.isObject()) {
      throw new BadSignatureException(where + " is not a mapping");
    }
    if (depth > DEEPEST) {
      throw new BadSignatureException(where + " is nested more than " + DEEPEST + " levels deep");
    }
    if (++seen > MOST) {
      throw new BadSignatureException("there are more than " + MOST + " signatures in one");
    }
    String task = tree.path("task").asText("");
    if (!tree.path("task").isTextual() || task.isEmpty()) {
      throw new BadSignatureException(where + " names no task");
    }
    want(tree, "args", JsonNode::isArray, "a list", where);
    want(tree, "kwargs", JsonNode::isObject, "a mapping", where);
    want(tree, "options", JsonNode::isObject, "a mapping", where);
    want(tree, "immutable", JsonNode::isBoolean, "true or false", where);
    want(tree, "subtask_type", JsonNode::isTextual, "a text", where);
    options(tree.path("options"), where, depth);
    parts(tree, where, depth);
  }

  private void parts(JsonNode tree, String where, int depth) {
    String type = tree.path("subtask_type").asText("");
    JsonNode kwargs = tree.path("kwargs");
    switch (tree.path("subtask_type").isTextual() ? type : "") {
      case "" -> {}
      case "chain", "group" -> all(kwargs.get("tasks"), type + " in " + where, depth);
      case "chord" -> {
        JsonNode header = kwargs.path("header");
        if (header.isObject()) {
          check(header, "the header of the chord in " + where, depth + 1);
        } else {
          all(header, "header of the chord in " + where, depth);
        }
        if (!kwargs.path("body").isNull()) {
          check(kwargs.get("body"), "the body of the chord in " + where, depth + 1);
        }
        want(kwargs, "kwargs", JsonNode::isObject, "a mapping", where);
      }
      default ->
          throw new BadSignatureException(
              where
                  + " is of type "
                  + type.substring(0, Math.min(40, type.length()))
                  + ", not chain, group, chord or a plain task");
    }
  }

  private void options(JsonNode options, String where, int depth) {
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      String name = option.getKey();
      JsonNode value = option.getValue();
      if (value.isNull()) {
        continue;
      }
      switch (name) {
        case "link", "link_error" -> {
          if (value.isArray()) {
            all(value, name + " of " + where, depth);
          } else {
            check(value, "the " + name + " of " + where, depth + 1);
          }
        }
        case "chain" -> all(value, "chain of " + where, depth);
        case "chord" -> check(value, "the chord of " + where, depth + 1);
        default -> {
          Kind kind = OPTIONS.get(name);
          if (kind != null && !kind.fits.test(value)) {
            throw new BadSignatureException(
                "option " + name + " of " + where + " is not " + kind.wanted);
          }
        }
      }
    }
  }

  private void all(@Nullable JsonNode list, String where, int depth) {
    if (list == null || !list.isArray()) {
      throw new BadSignatureException("the " + where + " is not a list");
    }
    for (int i = 0; i < list.size(); i++) {
      check(list.get(i), "part " + i + " of the " + where, depth + 1);
    }
  }

  private static void want(
      JsonNode tree, String field, Predicate<JsonNode> fits, String wanted, String where) {
    JsonNode value = tree.path(field);
    if (!value.isMissingNode() && !value.isNull() && !fits.test(value)) {
      throw new BadSignatureException(field + " of " + where + " is not " + wanted);
    }
  }

  private enum Kind {
    TEXT(JsonNode::isTextual, "a text"),
    INTEGER(JsonNode::canConvertToInt, "a whole number"),
    COUNT(node -> node.canConvertToInt() && node.intValue() >= 0, "a whole number of 0 or more"),
    NUMBER(node -> node.isNumber() && Math.abs(node.doubleValue()) < 1e11, "a number of seconds"),
    TIME(OptionTimes::isTime, "a time or a number of seconds"),
    BOOL(JsonNode::isBoolean, "true or false"),
    OBJECT(JsonNode::isObject, "a mapping"),
    TEXTS(SignatureCheck::isTexts, "a list of texts");

    @SuppressWarnings("ImmutableEnumChecker") // why: the predicates hold no state
    private final Predicate<JsonNode> fits;

    private final String wanted;

    Kind(Predicate<JsonNode> fits, String wanted) {
      this.fits = fits;
      this.wanted = wanted;
    }
  }

  private static boolean isTexts(JsonNode value) {
    if (!value.isArray()) {
      return false;
    }
    for (JsonNode one : value) {
      if (!one.isTextual()) {
        return false;
      }
    }
    return true;
  }
}
