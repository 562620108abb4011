package dev.greenfork.worker.control;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.DelayedMessage;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.protocol.Decoded;
import dev.greenfork.protocol.MessageDecoder;
import dev.greenfork.protocol.TaskMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks that wait at the broker for their time, in queues that this node speaks for, so that a
 * fleet shows each of them once. For the control thread, which it holds up for a round trip.
 */
final class FutureWork {

  /** One of them. */
  record Task(TaskMessage message, int bytes, Instant due) {}

  private static final Logger log = LoggerFactory.getLogger(FutureWork.class);

  /** As many as one answer can hold. */
  private static final int MOST = 1_000;

  private final TaskConsumer consumer;
  private final MessageDecoder decoder;

  FutureWork(TaskConsumer consumer, MessageDecoder decoder) {
    this.consumer = consumer;
    this.decoder = decoder;
  }

  /** The soonest first; without those that cannot be read, and none while the broker is away. */
  List<Task> read() {
    List<Task> tasks = new ArrayList<>();
    try {
      for (DelayedMessage waiting : consumer.delayed(MOST)) {
        byte[] envelope = waiting.envelope();
        if (decoder.decode(envelope) instanceof Decoded.Task(TaskMessage message)) {
          tasks.add(new Task(message, envelope.length, waiting.due()));
        }
      }
    } catch (BrokerException e) {
      log.warn("What waits at the broker cannot be shown: {}", e.getMessage());
    }
    return tasks;
  }
}
