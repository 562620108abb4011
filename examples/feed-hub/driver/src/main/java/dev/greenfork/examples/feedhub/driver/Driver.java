package dev.greenfork.examples.feedhub.driver;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the two rounds of a drive: all feeds through both pools, then a few through the prefork pool
 * alone.
 */
final class Driver {
  private static final Duration REFRESH = Duration.ofMillis(250);

  private final Hub hub;
  private final InstantSource clock;
  private final ProgressLine line;

  Driver(Hub hub, InstantSource clock, ProgressLine line) {
    this.hub = hub;
    this.clock = clock;
    this.line = line;
  }

  Report drive(List<String> urls, Plan plan) throws InterruptedException {
    var mix = run("green and prefork", urls, true, plan.queue(), plan.patience());
    TaskStats alone = null;
    if (plan.preforkFeeds() > 0) {
      var sample = FeedList.sample(urls, plan.preforkFeeds());
      var round = run("prefork alone", sample, false, plan.preforkQueue(), plan.patience());
      alone = TaskStats.of(round.fetches());
    }
    return new Report(
        urls.size(), TaskStats.of(mix.fetches()), TaskStats.of(mix.fingerprints()), alone);
  }

  private Round run(
      String name, List<String> urls, boolean fingerprint, String queue, Duration patience)
      throws InterruptedException {
    var campaign = new Campaign(hub, clock);
    var began = clock.instant();
    var done = campaign.send(urls, fingerprint, queue).toCompletableFuture();
    try {
      var elapsed = Duration.ZERO;
      while (!done.isDone() && elapsed.compareTo(patience) < 0) {
        try {
          done.get(REFRESH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          // Not yet done: show how far it is and wait on.
        }
        elapsed = Duration.between(began, clock.instant());
        line.show(name, urls.size(), campaign.progress(), elapsed);
      }
    } catch (ExecutionException e) {
      throw new DriverException("the results could not be followed: " + e.getCause(), e);
    } finally {
      line.clear();
    }
    return campaign.round(urls.size());
  }

  /**
   * What to drive.
   *
   * @param queue where the feeds go; served by a green pool
   * @param preforkQueue where the sample goes; served by a prefork pool only
   * @param preforkFeeds size of the sample, 0 for none
   * @param patience how long each round may take
   */
  record Plan(String queue, String preforkQueue, int preforkFeeds, Duration patience) {}
}
