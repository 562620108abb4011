package dev.greenfork.examples.feedhub.server;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * All the pages of a server, rendered once, so that serving costs the machine as little as it can.
 */
record Catalog(List<Page> pages) {
  Catalog {
    pages = List.copyOf(pages);
  }

  /** Pages 0 to count - 1; page n depends on the corpus, the seed and n, and not on the count. */
  static Catalog make(Corpus corpus, int count, long seed, Duration medianLatency) {
    var maker = new FeedMaker(corpus);
    var formats = FeedFormat.values();
    return new Catalog(
        IntStream.range(0, count)
            .parallel()
            .mapToObj(
                number -> {
                  var random = new SplittableRandom(seed * 1_000_003 + number);
                  var format = formats[random.nextInt(formats.length)];
                  var behaviour = Behaviour.draw(medianLatency, random);
                  return Page.of(maker.make(number, random), format, behaviour);
                })
            .toList());
  }

  /** The paths of the pages, one a line. */
  String index() {
    var lines = new StringBuilder();
    for (int number = 0; number < pages.size(); number++) {
      lines.append("/feeds/").append(number).append('\n');
    }
    return lines.toString();
  }
}
