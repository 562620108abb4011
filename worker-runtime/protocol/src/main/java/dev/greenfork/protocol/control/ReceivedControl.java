package dev.greenfork.protocol.control;

import org.jspecify.annotations.Nullable;

/** What {@link ControlCodec} makes of an envelope. */
public sealed interface ReceivedControl {

  /**
   * A request.
   *
   * @param clock the sender's logical time, 0 where unknown
   */
  record Request(ControlRequest request, long clock) implements ReceivedControl {}

  /**
   * No request that can be understood.
   *
   * @param asker who waits for an answer, as far as that can be read
   * @param reason what is wrong, in one sentence
   */
  record Malformed(ControlRequest.@Nullable Asker asker, String reason)
      implements ReceivedControl {}
}
