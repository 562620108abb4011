package dev.greenfork.broker;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it lies at the broker.
 *
 * @param queue where its message came from
 * @param key names it among the letters of its queue: eight hexadecimal digits
 * @param why the fault, with the task's id and name where they are known
 * @param at when it was put there; null if the entry is not ours
 * @param message what was kept
 * @param deaths a sentence for each process that died while it ran the message, oldest first
 * @param entry the letter as it is stored
 */
public record DeadMessage(
    String queue,
    String key,
    DeadLetter why,
    @Nullable Instant at,
    Kept message,
    List<String> deaths,
    String entry) {

  public DeadMessage {
    deaths = List.copyOf(deaths);
  }

  /**
   * What was kept of a message.
   *
   * @param envelope the message, or its first 64 KiB
   * @param bytes how long the whole message was
   * @param truncated whether this is only its beginning
   */
  @SuppressWarnings("ArrayRecordComponent") // why: made once per letter and never compared
  public record Kept(byte[] envelope, long bytes, boolean truncated) {}
}
