package dev.greenfork.examples.feedhub.server;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.xml.stream.XMLStreamException;

/** RSS 2.0, as its specification of 2009 has it. */
final class Rss2 {
  private Rss2() {}

  static void write(Feed feed, Xml xml) throws XMLStreamException {
    xml.open("rss", "version", "2.0")
        .open("channel")
        .text("title", feed.title())
        .text("link", feed.link())
        .text("description", feed.title());
    for (Entry entry : feed.entries()) {
      var published = entry.published().atOffset(ZoneOffset.UTC);
      xml.open("item")
          .text("title", entry.title())
          .text("link", entry.link())
          .text("guid", entry.link(), "isPermaLink", "true")
          .text("pubDate", DateTimeFormatter.RFC_1123_DATE_TIME.format(published))
          .text("description", entry.text())
          .shut();
    }
    xml.shut().shut();
  }
}
