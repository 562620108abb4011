package dev.greenfork.examples.feedhub.server;

/** What keeps the feed server from serving; the message says how to mend it. */
final class FeedServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FeedServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
