package dev.greenfork.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes and reads stored results as Celery 5.7 does (celery.backends.base). Thread safe. */
public final class ResultCodec {

  private static final List<String> PLAIN =
      List.of(
          "status",
          "result",
          "traceback",
          "children",
          "date_done",
          "group_id",
          "parent_id",
          "task_id");

  private final ObjectMapper mapper;

  /** A codec whose limits hold for reading. */
  public ResultCodec(Limits limits) {
    this.mapper = CeleryJson.mapper(limits);
  }

  /**
   * The JSON of a result. That of a SUCCESS starts with <code>{"status": "SUCCESS"</code>, space
   * included.
   */
  public byte[] encode(ResultMeta meta) {
    try (ByteArrayBuilder out = new ByteArrayBuilder(256)) {
      try (JsonGenerator json = CeleryJson.pythonStyle(mapper.createGenerator(out))) {
        json.writeStartObject();
        json.writeStringField("status", meta.status());
        MessageEncoder.tree(json, "result", meta.result());
        json.writeStringField("traceback", meta.traceback());
        MessageEncoder.tree(json, "children", meta.children());
        json.writeStringField(
            "date_done", meta.dateDone() == null ? null : PythonTime.format(meta.dateDone()));
        if (meta.links().groupId() != null) {
          json.writeStringField("group_id", meta.links().groupId());
        }
        if (meta.links().parentId() != null) {
          json.writeStringField("parent_id", meta.links().parentId());
        }
        for (var field : meta.extended().properties()) {
          MessageEncoder.tree(json, field.getKey(), field.getValue());
        }
        json.writeStringField("task_id", meta.taskId());
        json.writeEndObject();
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /** Reads a result; empty if the bytes are none. */
  public Optional<ResultMeta> decode(byte[] json) {
    try {
      return mapper.readTree(json) instanceof ObjectNode tree ? read(tree) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The tree of an exception as it stands in a result. */
  public static ObjectNode exception(ExceptionInfo exception) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("exc_type", exception.type());
    tree.set("exc_message", exception.args());
    tree.put("exc_module", exception.module());
    return tree;
  }

  /**
   * Reads that tree; what is missing or odd becomes {@code builtins.Exception} with the text of the
   * tree.
   */
  public static ExceptionInfo exception(JsonNode tree) {
    JsonNode type = tree.path("exc_type");
    if (!type.isTextual()) {
      return ExceptionInfo.of("Exception", tree.toString(), "builtins");
    }
    JsonNode message = tree.path("exc_message");
    ArrayNode args =
        message instanceof ArrayNode array
            ? array
            : JsonNodeFactory.instance.arrayNode().add(message.asText());
    return new ExceptionInfo(type.textValue(), args, tree.path("exc_module").asText("builtins"));
  }

  private static Optional<ResultMeta> read(ObjectNode tree) {
    if (!tree.path("status").isTextual() || !tree.path("task_id").isTextual()) {
      return Optional.empty();
    }
    String done = text(tree, "date_done");
    return Optional.of(
        new ResultMeta(
            tree.get("task_id").textValue(),
            tree.get("status").textValue(),
            tree.has("result") ? tree.get("result") : NullNode.getInstance(),
            text(tree, "traceback"),
            tree.get("children") instanceof ArrayNode children
                ? children
                : JsonNodeFactory.instance.arrayNode(0),
            done == null ? null : PythonTime.parse(done).orElse(null),
            new ResultMeta.Links(text(tree, "group_id"), text(tree, "parent_id")),
            extended(tree)));
  }

  private static ObjectNode extended(ObjectNode tree) {
    return tree.has("name") ? tree.deepCopy().remove(PLAIN) : ResultMeta.NOT_EXTENDED;
  }

  private static @Nullable String text(ObjectNode tree, String field) {
    return tree.path(field).textValue();
  }
}
