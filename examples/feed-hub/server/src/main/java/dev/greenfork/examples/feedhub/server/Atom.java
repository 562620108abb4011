package dev.greenfork.examples.feedhub.server;

import java.time.Instant;
import javax.xml.stream.XMLStreamException;

/** Atom, RFC 4287. */
final class Atom {
  private Atom() {}

  static void write(Feed feed, Xml xml) throws XMLStreamException {
    var updated =
        feed.entries().stream().map(Entry::published).max(Instant::compareTo).orElse(Instant.EPOCH);
    xml.open("feed", "xmlns", "http://www.w3.org/2005/Atom")
        .text("id", feed.link())
        .text("title", feed.title())
        .text("updated", updated.toString())
        .empty("link", "href", feed.link());
    xml.open("author").text("name", "The feed server").shut();
    for (Entry entry : feed.entries()) {
      xml.open("entry")
          .text("id", entry.link())
          .text("title", entry.title())
          .text("updated", entry.published().toString())
          .empty("link", "href", entry.link())
          .text("content", entry.text(), "type", "text")
          .shut();
    }
    xml.shut();
  }
}
