package dev.greenfork.examples.feedhub.server;

import dev.greenfork.examples.feedhub.server.Behaviour.Fault;
import java.util.Arrays;

/** A feed's document as it leaves the server, and how it leaves. */
final class Page {
  private final FeedFormat format;
  private final Behaviour behaviour;
  private final byte[] document;

  private Page(FeedFormat format, Behaviour behaviour, byte[] document) {
    this.format = format;
    this.behaviour = behaviour;
    this.document = document;
  }

  static Page of(Feed feed, FeedFormat format, Behaviour behaviour) {
    var document = format.render(feed);
    boolean broken = behaviour.fault() == Fault.MALFORMED;
    return new Page(
        format, behaviour, broken ? Arrays.copyOf(document, document.length / 2) : document);
  }

  FeedFormat format() {
    return format;
  }

  Behaviour behaviour() {
    return behaviour;
  }

  /** The bytes themselves, not a copy: this package only reads them. */
  byte[] document() {
    return document;
  }
}
