package dev.greenfork.examples.feedhub.tasks;

/** The site answered with a status other than 200. */
public final class FeedMissing extends FeedException {
  private static final long serialVersionUID = 1L;

  FeedMissing(String url, int status) {
    super(url + " answered with status " + status);
  }
}
