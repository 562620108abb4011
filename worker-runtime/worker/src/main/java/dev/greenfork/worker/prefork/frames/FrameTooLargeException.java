package dev.greenfork.worker.prefork.frames;

import java.io.IOException;

/** A frame was not sent because it is too large; the channel is as usable as before. */
public final class FrameTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  FrameTooLargeException(String message) {
    super(message);
  }
}
