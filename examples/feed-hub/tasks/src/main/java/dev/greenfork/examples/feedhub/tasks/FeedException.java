package dev.greenfork.examples.feedhub.tasks;

import java.time.Duration;

/** Why a feed could not be had; the name of the subclass is the reason that a result shows. */
public abstract sealed class FeedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FeedException(String message, Throwable cause) {
    super(message, cause);
  }

  FeedException(String message) {
    super(message);
  }

  /** The site answered with a status other than 200. */
  public static final class FeedMissing extends FeedException {
    private static final long serialVersionUID = 1L;

    FeedMissing(String url, int status) {
      super(url + " answered with status " + status);
    }
  }

  /** The site was not done in time. */
  public static final class FeedTimedOut extends FeedException {
    private static final long serialVersionUID = 1L;

    FeedTimedOut(String url, Duration timeout) {
      super("%s did not send its document within %d ms".formatted(url, timeout.toMillis()));
    }
  }

  /** The site could not be reached, or the connection ended early. */
  public static final class FeedUnreachable extends FeedException {
    private static final long serialVersionUID = 1L;

    FeedUnreachable(String url, Throwable cause) {
      super(url + " could not be read: " + cause.getMessage(), cause);
    }
  }

  /** What the site sent is no feed. */
  public static final class FeedMalformed extends FeedException {
    private static final long serialVersionUID = 1L;

    FeedMalformed(Throwable cause) {
      super("the document is no RSS or Atom feed: " + cause.getMessage(), cause);
    }
  }
}
