package dev.greenfork.protocol;

/**
 * Writes task messages as a Celery 5.7 client does: protocol 2 in kombu's Redis envelope. Thread
 * safe.
 */
public final class MessageEncoder {

  /** The bytes of one list element. */
  public byte[] encode(TaskMessage message) {
    throw new UnsupportedOperationException("not yet: " + message.id());
  }
}
