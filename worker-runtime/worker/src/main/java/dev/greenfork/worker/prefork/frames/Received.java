package dev.greenfork.worker.prefork.frames;

/**
 * A frame that came in and counts against the budget until it is closed: by whoever has done with
 * what stands in it.
 */
public final class Received implements AutoCloseable {

  private final Frame frame;
  private final FrameBudget.Share share;

  Received(Frame frame, FrameBudget.Share share) {
    this.frame = frame;
    this.share = share;
  }

  public Frame frame() {
    return frame;
  }

  @Override
  public void close() {
    share.close();
  }
}
