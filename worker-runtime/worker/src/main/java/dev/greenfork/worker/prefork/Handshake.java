package dev.greenfork.worker.prefork;

import dev.greenfork.worker.WorkerException;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.prefork.frames.FrameBounds;
import dev.greenfork.worker.prefork.frames.FrameChannel;
import java.io.IOException;

/** The first frames: who is there, which version both speak, and what bounds hold. */
final class Handshake {

  private Handshake() {}

  /**
   * Lets a child in.
   *
   * @throws WorkerException if it is of another version
   * @throws IOException if it is no child of ours
   */
  static void with(FrameChannel channel, String nonce, FrameBounds bounds) throws IOException {
    if (!(channel.read() instanceof Frame.Hello(int version, String given))
        || !given.equals(nonce)) {
      throw new IOException("who connected is not the child that was started");
    }
    if (version != Frame.VERSION) {
      throw new WorkerException(
          ("A prefork child speaks version %d of the channel and its worker version %d: there are two"
                  + " releases of greenfork-worker on the class path. Remove the one that came with"
                  + " the task jars.")
              .formatted(version, Frame.VERSION));
    }
    channel.write(new Frame.Welcome(Frame.VERSION, bounds));
  }
}
