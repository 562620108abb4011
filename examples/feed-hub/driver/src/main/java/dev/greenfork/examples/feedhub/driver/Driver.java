package dev.greenfork.examples.feedhub.driver;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the rounds of a drive: all feeds through both pools, without and with something to compute,
 * then through the green pool alone, then a few through the prefork pool alone.
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
    var queues = plan.queues();
    warmUp(urls, plan);
    var quiet = run("nothing to compute", urls, false, queues.shared(), plan.patience());
    var mix = run("green and prefork", urls, true, queues.shared(), plan.patience());
    Report.Both green = null;
    if (queues.green() != null) {
      green = Report.Both.of(run("green alone", urls, true, queues.green(), plan.patience()));
    }
    TaskStats prefork = null;
    if (queues.prefork() != null && plan.preforkFeeds() > 0) {
      var sample = FeedList.sample(urls, plan.preforkFeeds());
      var round = run("prefork alone", sample, false, queues.prefork(), plan.patience());
      prefork = TaskStats.of(round.fetches());
    }
    return new Report(
        urls.size(), TaskStats.of(quiet.fetches()), Report.Both.of(mix), green, prefork);
  }

  /** What compilers do for the first runs would be counted against whoever comes first. */
  private void warmUp(List<String> urls, Plan plan) throws InterruptedException {
    var some = FeedList.sample(urls, plan.warmUpFeeds());
    if (!some.isEmpty()) {
      run("warming up", some, true, plan.queues().shared(), plan.patience());
      if (plan.queues().green() != null) {
        run("warming up", some, true, plan.queues().green(), plan.patience());
      }
    }
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
   * Where to send.
   *
   * @param shared served by a green and a prefork pool
   * @param green served by the green pool alone; null to leave that out
   * @param prefork served by the prefork pool alone; null to leave that out
   */
  record Queues(String shared, @Nullable String green, @Nullable String prefork) {}

  /**
   * What to drive.
   *
   * @param warmUpFeeds feeds that are driven before and not counted
   * @param preforkFeeds feeds through the prefork pool alone
   * @param patience how long each round may take
   */
  record Plan(Queues queues, int warmUpFeeds, int preforkFeeds, Duration patience) {}
}
