package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.worker.WorkerOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes the queues that are served while the worker runs. */
final class QueueCommands {

  private static final Logger log = LoggerFactory.getLogger(QueueCommands.class);

  private final TaskConsumer consumer;

  QueueCommands(TaskConsumer consumer) {
    this.consumer = consumer;
  }

  void addTo(Panel panel) {
    panel.add(this::add, "add_consumer");
    panel.add(this::cancel, "cancel_consumer");
    panel.add(_ -> active(), "active_queues");
  }

  private JsonNode add(Arguments call) {
    String queue = call.text("queue");
    try {
      WorkerOptions.requireServable(queue);
    } catch (IllegalArgumentException e) {
      throw CommandException.value(String.valueOf(e.getMessage()));
    }
    if (consumer.serve(queue)) {
      log.info("Serving queue {} from now on.", queue);
    }
    return Command.ok("add consumer " + queue);
  }

  private JsonNode cancel(Arguments call) {
    String queue = call.text("queue");
    if (consumer.leave(queue)) {
      log.info("Serving queue {} no more.", queue);
    }
    return Command.ok("no longer consuming from " + queue);
  }

  private ArrayNode active() {
    ArrayNode queues = JsonNodeFactory.instance.arrayNode();
    consumer.queues().forEach(queue -> describe(queues.addObject(), queue));
    return queues;
  }

  /** What kombu shows of a queue that was made by its name (kombu.Queue.as_dict). */
  private static void describe(ObjectNode queue, String name) {
    queue.put("name", name);
    queue
        .putObject("exchange")
        .put("name", name)
        .put("type", "direct")
        .putNull("arguments")
        .put("durable", true)
        .put("passive", false)
        .put("auto_delete", false)
        .putNull("delivery_mode")
        .put("no_declare", false);
    queue.put("routing_key", name);
    queue.putNull("queue_arguments").putNull("binding_arguments").putNull("consumer_arguments");
    queue.put("durable", true).put("exclusive", false).put("auto_delete", false);
    queue.put("no_ack", false).putNull("alias").putArray("bindings");
    queue.putNull("no_declare").putNull("expires").putNull("message_ttl");
    queue.putNull("max_length").putNull("max_length_bytes").putNull("max_priority");
  }
}
