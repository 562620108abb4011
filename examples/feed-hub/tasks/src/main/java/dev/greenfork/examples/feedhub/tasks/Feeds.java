package dev.greenfork.examples.feedhub.tasks;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Feed documents: their characters, and the text of their entries. */
final class Feeds {
  private Feeds() {}

  /**
   * The characters of a document, decoded as its XML declaration, byte order mark and media type
   * say.
   */
  static String decode(Document document) {
    try (var reader = new XmlReader(document.bytes(), document.contentType(), true)) {
      var characters = new StringWriter();
      reader.transferTo(characters);
      return characters.toString();
    } catch (IOException e) {
      throw new FeedMalformed(e);
    }
  }

  /**
   * The text of each entry, title first, in the order of the document.
   *
   * @throws FeedMalformed if the document is no RSS or Atom feed
   */
  static List<String> entries(String document) {
    try {
      var input = new SyndFeedInput();
      // It mends what precedes the document and HTML's entities, and takes a third of the time.
      input.setXmlHealerOn(false);
      var feed = input.build(new StringReader(document));
      return feed.getEntries().stream().map(Feeds::text).toList();
    } catch (com.rometools.rome.io.FeedException | IllegalArgumentException e) {
      throw new FeedMalformed(e);
    }
  }

  private static String text(SyndEntry entry) {
    var description = entry.getDescription();
    var contents =
        Stream.concat(Stream.ofNullable(description), entry.getContents().stream())
            .map(SyndContent::getValue)
            .collect(Collectors.joining(" "));
    return entry.getTitle() + ' ' + contents;
  }
}
