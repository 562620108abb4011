package dev.greenfork.worker.prefork.frames;

/**
 * How large the frames of a child may be, in bytes. The parent holds one frame of each child at a
 * time, so they bound its memory; a call of the task that would make a larger one fails there.
 *
 * @param request of what a task asks for
 * @param outcome of how a run ended, its result included
 */
public record FrameBounds(int request, int outcome) {

  /** A message's 16 MiB: no worker would take a larger one. */
  private static final int MESSAGE = 16 << 20;

  /** What may stand beside a result: an exception's text, the names of the fields. */
  private static final int BESIDE = 1 << 20;

  /** Log events, whose texts are cut, and news about the child itself. */
  private static final int NEWS = 1 << 20;

  /** For results of this size as stored, which is never less than as they travel here. */
  public static FrameBounds ofResults(int bytes) {
    return new FrameBounds(MESSAGE, Math.addExact(bytes, BESIDE));
  }

  /** The largest frame there can be. */
  int most() {
    return Math.max(NEWS, Math.max(request, outcome));
  }

  int of(Frame frame) {
    return switch (frame) {
      case Frame.Request _ -> request;
      case Frame.Ended _ -> outcome;
      default -> NEWS;
    };
  }
}
