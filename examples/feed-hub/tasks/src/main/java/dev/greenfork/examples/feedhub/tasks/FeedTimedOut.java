package dev.greenfork.examples.feedhub.tasks;

import java.time.Duration;

/** The site was silent for too long, or was not done in time. */
public final class FeedTimedOut extends FeedException {
  private static final long serialVersionUID = 1L;

  FeedTimedOut(String url, Duration patience) {
    super("%s was given up after %d ms".formatted(url, patience.toMillis()));
  }
}
