package dev.greenfork.examples.feedhub.server;

import java.io.ByteArrayOutputStream;
import javax.xml.stream.XMLStreamException;

/** The three feed formats found in the wild that a reader has to cope with. */
enum FeedFormat {
  RSS_2("application/rss+xml") {
    @Override
    void write(Feed feed, Xml xml) throws XMLStreamException {
      Rss2.write(feed, xml);
    }
  },
  RSS_1("application/rdf+xml") {
    @Override
    void write(Feed feed, Xml xml) throws XMLStreamException {
      Rss1.write(feed, xml);
    }
  },
  ATOM("application/atom+xml") {
    @Override
    void write(Feed feed, Xml xml) throws XMLStreamException {
      Atom.write(feed, xml);
    }
  };

  private final String mediaType;

  FeedFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The Content-Type to serve a document of this format with. */
  String contentType() {
    return mediaType + "; charset=utf-8";
  }

  /** The feed as a UTF-8 document. */
  byte[] render(Feed feed) {
    var bytes = new ByteArrayOutputStream(32 * 1024);
    try (var xml = new Xml(bytes)) {
      write(feed, xml);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(
          "cannot write the feed " + feed.title() + ": " + e.getMessage(), e);
    }
    return bytes.toByteArray();
  }

  abstract void write(Feed feed, Xml xml) throws XMLStreamException;
}
