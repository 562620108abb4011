package dev.greenfork.worker.prefork;

import dev.greenfork.worker.prefork.child.ChildMain;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.prefork.frames.FrameBounds;
import dev.greenfork.worker.prefork.frames.FrameBudget;
import dev.greenfork.worker.prefork.frames.FrameChannel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A child's life within this process, with one run: what the AOT cache of children is made from,
 * which is the same as their parent's. The process is of no other use afterwards, since a child
 * takes over its log.
 */
public final class ChildRehearsal {

  private static final String NONCE = "rehearsal";
  private static final int RESULT_BYTES = 1 << 20;

  private ChildRehearsal() {}

  /**
   * Plays it.
   *
   * @throws IOException if the child does not do its part
   */
  public static void perform(Duration patience) throws IOException, InterruptedException {
    FrameBounds bounds = FrameBounds.ofResults(RESULT_BYTES);
    try (ChildSocket socket = ChildSocket.open()) {
      Path path = socket.path();
      Thread child =
          Thread.ofPlatform().name("greenfork-child-rehearsal").daemon().start(() -> play(path));
      try (FrameChannel channel =
          FrameChannel.ofParent(socket.accept(), bounds, new FrameBudget(RESULT_BYTES))) {
        Handshake.with(channel, NONCE, bounds);
        await(channel, Frame.Ready.class);
        channel.write(
            new Frame.Run(
                new Frame.Identity("rehearsal", "celery.accumulate", 0, "celery", ""),
                "[1, 2]",
                "{}",
                0,
                0));
        await(channel, Frame.Ended.class);
        channel.write(new Frame.Leave());
        child.join(patience);
      }
    }
  }

  private static void play(Path socket) {
    try {
      ChildMain.serve(
          new ByteArrayInputStream(NONCE.getBytes(StandardCharsets.US_ASCII)), socket, () -> {});
    } catch (IOException e) {
      throw new UncheckedIOException("The rehearsed child failed.", e);
    }
  }

  /** The log and what else is said on the way is let by. */
  private static void await(FrameChannel channel, Class<? extends Frame> wanted)
      throws IOException {
    Frame frame = channel.read();
    while (!wanted.isInstance(frame)) {
      if (frame instanceof Frame.Unfit(String reason)) {
        throw new IOException(reason);
      }
      frame = channel.read();
    }
  }
}
