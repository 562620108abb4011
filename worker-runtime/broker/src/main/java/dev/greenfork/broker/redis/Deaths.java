package dev.greenfork.broker.redis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import java.time.Instant;
import java.util.Arrays;

/**
 * The form in which deaths of a message are kept, see {@code deaths.lua}: line feeds in front of a
 * message, which every JSON parser skips, and a sentence for each. A tab stands before what was
 * restored without a death.
 */
final class Deaths {

  private static final byte DEATH = '\n';
  private static final byte RESTORED = '\t';

  private Deaths() {}

  /** A delivery of a message that may have marks in front. */
  static Delivery delivery(DeliveryTag tag, String queue, int step, byte[] marked) {
    int deaths = 0;
    while (deaths < marked.length && marked[deaths] == DEATH) {
      deaths++;
    }
    int marks = deaths;
    if (marks < marked.length && marked[marks] == RESTORED) {
      marks++;
    }
    return new Delivery(tag, queue, step, bare(marked, marks), deaths, marks > 0);
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
