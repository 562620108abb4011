package dev.greenfork.examples.feedhub.server;

import javax.xml.stream.XMLStreamException;

/** RSS 1.0 (RDF Site Summary), with Dublin Core dates. */
final class Rss1 {
  private Rss1() {}

  static void write(Feed feed, Xml xml) throws XMLStreamException {
    xml.open(
        "rdf:RDF",
        "xmlns:rdf",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xmlns",
        "http://purl.org/rss/1.0/",
        "xmlns:dc",
        "http://purl.org/dc/elements/1.1/");
    xml.open("channel", "rdf:about", feed.link())
        .text("title", feed.title())
        .text("link", feed.link())
        .text("description", feed.title());
    xml.open("items").open("rdf:Seq");
    for (Entry entry : feed.entries()) {
      xml.empty("rdf:li", "rdf:resource", entry.link());
    }
    xml.shut().shut().shut();
    for (Entry entry : feed.entries()) {
      xml.open("item", "rdf:about", entry.link())
          .text("title", entry.title())
          .text("link", entry.link())
          .text("dc:date", entry.published().toString())
          .text("description", entry.text())
          .shut();
    }
    xml.shut();
  }
}
