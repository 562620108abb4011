package dev.greenfork.examples.feedhub.tasks;

import dev.greenfork.task.Default;
import dev.greenfork.task.Kind;
import dev.greenfork.task.Task;
import dev.greenfork.task.TaskContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The tasks of the feed hub. One instance serves all tasks of a process. */
public final class FeedTasks {
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofSeconds(30);

  private final Clock clock;
  private final Sites sites;
  private final NearDuplicates nearDuplicates = new NearDuplicates();

  /** Tasks that give up a site after ten seconds of silence, or thirty in all. */
  public FeedTasks() {
    this(Clock.systemUTC(), new Sites(SILENCE, WHOLE));
  }

  FeedTasks(Clock clock, Sites sites) {
    this.clock = clock;
    this.sites = sites;
  }

  /**
   * Counts the entries of the feed at a URL.
   *
   * @param fingerprint whether to send the document on to {@code feeds.fingerprint}, in the same
   *     queue
   * @throws FeedException if the site does not send a feed, whole and in time
   */
  @Task(name = "feeds.fetch", kind = Kind.IO)
  public Fetched fetch(String url, @Default("false") boolean fingerprint)
      throws InterruptedException {
    var watch = Stopwatch.start(clock);
    var document = read(url);
    int entries = Feeds.entries(document).size();
    var sent = fingerprint ? sendOn(document) : null;
    return new Fetched(entries, sent, watch.stop());
  }

  /**
   * Finds the near-duplicates among the entries of a feed.
   *
   * @param document the characters of the feed
   * @throws FeedException if the document is no feed
   */
  @Task(name = "feeds.fingerprint", kind = Kind.CPU)
  public Fingerprints fingerprint(String document) {
    var watch = Stopwatch.start(clock);
    var texts = Feeds.entries(document);
    return new Fingerprints(texts.size(), nearDuplicates.among(texts), watch.stop());
  }

  private static String sendOn(String document) {
    var context = TaskContext.current();
    return context.send("feeds.fingerprint", List.of(document), context.queue());
  }

  String read(String url) throws InterruptedException {
    return Feeds.decode(sites.get(url));
  }
}
