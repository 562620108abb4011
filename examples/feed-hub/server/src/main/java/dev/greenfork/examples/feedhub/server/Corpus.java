package dev.greenfork.examples.feedhub.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The text that feeds are made of. A corpus can be kept in a file (one paragraph a line: source,
 * tab, text), because a container image seldom holds the documents that the machine it was built on
 * does.
 */
record Corpus(List<Paragraph> paragraphs) {
  /** Below this there is too little to tell a planted near-duplicate from one by chance. */
  static final int LEAST_PARAGRAPHS = 100;

  Corpus {
    paragraphs = List.copyOf(paragraphs);
    if (paragraphs.size() < LEAST_PARAGRAPHS) {
      throw new IllegalArgumentException(
          "the corpus has %d paragraphs and needs at least %d: point --corpus at a file made with --write-corpus"
              .formatted(paragraphs.size(), LEAST_PARAGRAPHS));
    }
  }

  static Corpus read(Path file) {
    try {
      return parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new FeedServerException("cannot read the corpus " + file + ": " + e.getMessage(), e);
    }
  }

  static Corpus parse(List<String> lines) {
    var paragraphs = new ArrayList<Paragraph>();
    for (String line : lines) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        paragraphs.add(new Paragraph(line.substring(0, tab), line.substring(tab + 1)));
      }
    }
    return new Corpus(paragraphs);
  }

  void write(Path file) {
    var lines = paragraphs.stream().map(p -> p.source() + '\t' + p.text()).toList();
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new FeedServerException(
          "cannot write the corpus to " + file + ": " + e.getMessage(), e);
    }
  }
}
