package dev.greenfork.examples.feedhub.tasks;

/** What the site sent is no feed. */
public final class FeedMalformed extends FeedException {
  private static final long serialVersionUID = 1L;

  FeedMalformed(Throwable cause) {
    super("the document is no RSS or Atom feed: " + cause.getMessage(), cause);
  }
}
