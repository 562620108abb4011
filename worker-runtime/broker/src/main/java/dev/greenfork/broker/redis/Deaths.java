package dev.greenfork.broker.redis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import java.time.Instant;
import java.util.Arrays;

/**
 * The form in which deaths of a message are kept, see {@code deaths.lua}: line feeds in front of a
 * message, which every JSON parser skips, and a sentence for each.
 */
final class Deaths {

  private static final byte MARK = '\n';

  private Deaths() {}

  /** A delivery of a message that may have marks in front. */
  static Delivery delivery(DeliveryTag tag, String queue, int step, byte[] marked) {
    int deaths = count(marked);
    return new Delivery(tag, queue, step, bare(marked, deaths), deaths);
  }

  /** How many marks stand in front of a message. */
  private static int count(byte[] message) {
    int count = 0;
    while (count < message.length && message[count] == MARK) {
      count++;
    }
    return count;
  }

  /** The message behind so many marks. */
  private static byte[] bare(byte[] message, int marks) {
    return marks == 0 ? message : Arrays.copyOfRange(message, marks, message.length);
  }

  /** A sentence about one death, as a JSON text. */
  static String entry(Instant at, String how) {
    return JsonNodeFactory.instance.textNode(at + " " + how).toString();
  }
}
