package dev.greenfork.examples.feedhub.tasks;

/** The site could not be reached, or the connection ended early. */
public final class FeedUnreachable extends FeedException {
  private static final long serialVersionUID = 1L;

  FeedUnreachable(String url, Throwable cause) {
    super(url + " could not be read: " + cause.getMessage(), cause);
  }
}
