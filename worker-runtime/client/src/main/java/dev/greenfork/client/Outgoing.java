package dev.greenfork.client;

import dev.greenfork.broker.Publication;
import dev.greenfork.protocol.TaskMessage;

/** A message on its way, as it was made and as the broker gets it. */
record Outgoing(TaskMessage message, Publication publication) {

  String id() {
    return message.id();
  }
}
