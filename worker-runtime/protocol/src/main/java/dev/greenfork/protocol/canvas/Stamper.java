package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Puts a stamp on a signature, its parts and its links (celery.canvas, Signature.stamp). */
final class Stamper {

  private Stamper() {}

  static void stamp(Sig sig, String name, JsonNode value) {
    links(sig, "link", name, value);
    links(sig, "link_error", name, value);
    if (sig.type == Sig.Type.TASK) {
      mark(sig.options, name, value);
    }
    sig.tasks.forEach(task -> stamp(task, name, value));
    if (sig.body != null) {
      stamp(sig.body, name, value);
    }
  }

  private static void mark(Options options, String name, JsonNode value) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    ArrayNode old = options.list("stamped_headers");
    if (old != null) {
      old.forEach(
          one -> {
            if (!one.asText().equals(name)) {
              names.add(one);
            }
          });
    }
    options.set("stamped_headers", names.add(name)).set(name, value);
  }

  private static void links(Sig sig, String option, String name, JsonNode value) {
    ArrayNode links = sig.options.list(option);
    if (links != null) {
      ArrayNode stamped = JsonNodeFactory.instance.arrayNode();
      for (JsonNode link : links) {
        stamped.add(Sig.of((ObjectNode) link).stamp(name, value).toJson());
      }
      sig.options.set(option, stamped);
    }
  }
}
