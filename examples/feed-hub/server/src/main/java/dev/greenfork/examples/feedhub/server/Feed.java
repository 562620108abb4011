package dev.greenfork.examples.feedhub.server;

import java.util.List;

/** A feed as its publisher thinks of it; {@link FeedFormat} turns it into a document. */
record Feed(String title, String link, List<Entry> entries) {
  Feed {
    entries = List.copyOf(entries);
  }
}
