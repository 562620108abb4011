package dev.greenfork.examples.feedhub.server;

import java.util.stream.IntStream;

/** Text for tests that does not depend on the machine. */
final class Corpora {
  private Corpora() {}

  static Corpus small() {
    return new Corpus(
        IntStream.range(0, 150)
            .mapToObj(
                n ->
                    new Paragraph(
                        "source-" + n, "Paragraph %d says <b>things</b> & more.".formatted(n)))
            .toList());
  }
}
