package dev.greenfork.worker.prefork.frames;

import java.io.IOException;

/** A frame was not sent because it is too large; the channel is as usable as before. */
public final class FrameTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  FrameTooLargeException(int bytes, int most) {
    super(
        "%,d bytes are more than the %,d that may go between a task's process and its worker"
            .formatted(bytes, most));
  }
}
