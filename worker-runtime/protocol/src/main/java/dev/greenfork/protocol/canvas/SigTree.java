package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads signatures from JSON trees that were checked, and writes them (Signature.from_dict). */
final class SigTree {

  private SigTree() {}

  static Sig read(ObjectNode tree) {
    Signature from = SignatureCodec.unchecked(tree);
    Sig.Type type = type(from.subtaskType());
    Sig sig = new Sig(from.task(), type, Options.of(from.options()), from.other());
    sig.args = from.args();
    sig.immutable = from.immutable();
    sig.kwargs = from.kwargs();
    if (type != Sig.Type.TASK) {
      sig.kwargs = from.kwargs().deepCopy().without(List.of("tasks", "header", "body"));
    }
    switch (type) {
      case TASK -> {}
      case CHAIN, GROUP -> sig.tasks = all(from.kwargs().get("tasks"));
      case CHORD -> {
        JsonNode header = from.kwargs().path("header");
        sig.tasks = all(header.isArray() ? header : header.path("kwargs").path("tasks"));
        sig.body = from.kwargs().get("body") instanceof ObjectNode body ? read(body) : null;
      }
    }
    return sig;
  }

  static ObjectNode write(Sig sig) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("task", sig.task);
    tree.set("args", sig.args);
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.setAll(sig.kwargs);
    switch (sig.type) {
      case TASK -> {}
      case CHAIN, GROUP -> all.set("tasks", list(sig.tasks));
      case CHORD -> {
        all.set("header", sig.header == null ? list(sig.tasks) : write(sig.header));
        all.set("body", sig.body == null ? null : write(sig.body));
      }
    }
    tree.set("kwargs", all);
    tree.set("options", sig.options.toJson());
    boolean plain = sig.type == Sig.Type.TASK;
    tree.put("subtask_type", plain ? null : sig.type.name().toLowerCase(Locale.ROOT));
    tree.put("immutable", sig.immutable);
    tree.setAll(sig.other);
    return tree;
  }

  static ArrayNode list(List<Sig> all) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode(all.size());
    all.forEach(one -> list.add(write(one)));
    return list;
  }

  private static Sig.Type type(@Nullable String subtaskType) {
    return switch (subtaskType) {
      case "chain" -> Sig.Type.CHAIN;
      case "group" -> Sig.Type.GROUP;
      case "chord" -> Sig.Type.CHORD;
      case null, default -> Sig.Type.TASK;
    };
  }

  private static List<Sig> all(@Nullable JsonNode list) {
    List<Sig> all = new ArrayList<>();
    if (list != null) {
      list.forEach(tree -> all.add(read((ObjectNode) tree)));
    }
    return all;
  }
}
