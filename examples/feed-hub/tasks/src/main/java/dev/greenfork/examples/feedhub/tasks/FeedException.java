package dev.greenfork.examples.feedhub.tasks;

/** Why a feed could not be had; the name of the subclass is the reason that a result shows. */
public abstract sealed class FeedException extends RuntimeException
    permits FeedMissing, FeedTimedOut, FeedUnreachable, FeedMalformed {
  private static final long serialVersionUID = 1L;

  FeedException(String message, Throwable cause) {
    super(message, cause);
  }

  FeedException(String message) {
    super(message);
  }
}
