package dev.greenfork.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.protocol.Embed;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.MessageProperties;
import dev.greenfork.protocol.TaskBody;
import dev.greenfork.protocol.TaskHeaders;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.Timing;

/** Makes task messages as a client would. */
public final class Messages {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Messages() {}

  public static TaskMessage message(String task, String id, String args) {
    return message(task, id, args, Timing.NOW);
  }

  public static TaskMessage message(String task, String id, String args, Timing timing) {
    ObjectNode kwargs = JsonNodeFactory.instance.objectNode();
    return new TaskMessage(
        TaskHeaders.of(task, id).withTiming(timing),
        new TaskBody(array(args), kwargs, Embed.NONE),
        new MessageProperties(
            "tag-" + id, id, "", MessageProperties.Routing.toQueue("celery"), 0, null));
  }

  public static ArrayNode array(String json) {
    try {
      return (ArrayNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static Delivery delivery(TaskMessage message) {
    return delivery(new MessageEncoder().encode(message));
  }

  public static Delivery delivery(byte[] envelope) {
    return new Delivery(new DeliveryTag("test;1", 1), "celery", 0, envelope);
  }
}
