package dev.greenfork.worker.results;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.Stamps;
import dev.greenfork.protocol.TaskMessage;

/** What Celery adds to results where {@code result_extended} is set (_get_result_meta). */
final class ExtendedResult {

  private ExtendedResult() {}

  static ObjectNode of(TaskMessage message, String worker) {
    ObjectNode extended = JsonNodeFactory.instance.objectNode();
    extended.put("name", message.task());
    extended.set("args", message.body().args());
    extended.set("kwargs", message.body().kwargs());
    extended.put("worker", worker);
    extended.put("retries", message.headers().timing().retries());
    extended.put("queue", message.properties().routing().routingKey());
    Stamps stamps = message.headers().stamps();
    if (!stamps.values().isEmpty() && stamps.names() != null) {
      ArrayNode names = extended.putArray("stamped_headers");
      for (String name : stamps.names()) {
        names.add(name);
        extended.set(name, stamps.values().get(name));
      }
    }
    return extended;
  }
}
