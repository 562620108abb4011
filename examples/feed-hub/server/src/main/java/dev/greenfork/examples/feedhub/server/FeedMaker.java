package dev.greenfork.examples.feedhub.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.random.RandomGenerator;

/** Makes feeds out of a corpus; all its choices come from the random source it is given. */
final class FeedMaker {
  static final int FEWEST_ENTRIES = 20;
  static final int MOST_ENTRIES = 60;
  static final double DUPLICATES = 0.04;

  /** A fixed day, so that the documents do not change from one run to the next. */
  private static final Instant NEWEST = Instant.parse("2026-01-01T00:00:00Z");

  private static final int TITLE_LENGTH = 60;

  private final Corpus corpus;

  FeedMaker(Corpus corpus) {
    this.corpus = corpus;
  }

  /**
   * The feed of that number: 20 to 60 entries, about one in 25 of them a near-duplicate of an
   * earlier one.
   */
  Feed make(int number, RandomGenerator random) {
    var link = "https://feeds.example/" + number;
    int count = random.nextInt(FEWEST_ENTRIES, MOST_ENTRIES + 1);
    var entries = new ArrayList<Entry>(count);
    var published = NEWEST;
    for (int i = 0; i < count; i++) {
      published = published.minus(Duration.ofMinutes(random.nextInt(10, 2_000)));
      var text =
          i > 0 && random.nextDouble() < DUPLICATES
              ? edited(entries.get(random.nextInt(i)).text(), random)
              : fresh(random);
      var title = text.substring(0, Math.min(TITLE_LENGTH, text.length()));
      entries.add(new Entry(title, link + "/" + i, published, text));
    }
    return new Feed("Feed " + number + " on " + any(random).source(), link, entries);
  }

  private String fresh(RandomGenerator random) {
    var text = any(random).text();
    return random.nextBoolean() ? text : text + ' ' + any(random).text();
  }

  private Paragraph any(RandomGenerator random) {
    return corpus.paragraphs().get(random.nextInt(corpus.paragraphs().size()));
  }

  /** The same text as an editor would leave it: one word changed and a remark added. */
  private static String edited(String text, RandomGenerator random) {
    var words = text.split(" ");
    words[random.nextInt(words.length)] = "corrected";
    return String.join(" ", words) + " (updated)";
  }
}
