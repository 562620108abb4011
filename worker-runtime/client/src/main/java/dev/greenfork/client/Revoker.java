package dev.greenfork.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.protocol.control.ControlCodec;
import dev.greenfork.protocol.control.ControlRequest;
import java.util.Collection;

/** Tells workers not to run tasks (Celery's remote control command {@code revoke}). */
final class Revoker {

  private final Broker broker;
  private final ControlCodec codec = new ControlCodec();

  Revoker(Broker broker) {
    this.broker = broker;
  }

  void revoke(Collection<String> ids, boolean terminate) throws InterruptedException {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    ArrayNode list = arguments.putArray("task_id");
    ids.forEach(list::add);
    arguments.put("terminate", terminate);
    arguments.put("signal", "SIGTERM");
    // For workers that start later, should nobody hear the command.
    Waiting.on(broker.orders().revoke(ids), "the broker has not kept the revocation");
    send("revoke", arguments);
  }

  private void send(String method, ObjectNode arguments) throws InterruptedException {
    ControlRequest request =
        new ControlRequest(method, arguments, ControlRequest.Audience.ALL, null);
    byte[] envelope = codec.encode(request, 0, null);
    Waiting.on(
        broker.fanout().publish(ControlCodec.EXCHANGE, "", envelope),
        "the broker has not confirmed the command " + method);
  }
}
