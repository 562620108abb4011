package dev.greenfork.examples.feedhub.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.examples.feedhub.tasks.Run;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriverTest {
  private static final List<String> URLS =
      IntStream.range(0, 100).mapToObj(i -> "http://feeds/" + i).toList();
  private static final Driver.Plan PLAN =
      new Driver.Plan(
          new Driver.Queues("feeds", "green", "prefork"), 20, 10, Duration.ofSeconds(20));

  private final FakeHub hub = new FakeHub();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void warms_up_drives_all_feeds_without_and_with_fingerprints_and_then_through_each_pool_alone()
      throws InterruptedException {
    var report = driver().drive(URLS, PLAN);

    assertThat(hub.queues).containsExactly("feeds", "green", "feeds", "feeds", "green", "prefork");
    assertThat(report.quiet().count()).isEqualTo(new Count(100, 0, 90 * 30));
    assertThat(report.mix().fetch().count()).isEqualTo(report.quiet().count());
    assertThat(report.mix().fetch().failures()).containsEntry("FeedMissing", 10);
    assertThat(report.mix().fingerprint().count()).isEqualTo(new Count(90, 0, 90 * 2));
    assertThat(report.greenAlone()).isNotNull();
    assertThat(report.preforkAlone()).isNotNull();
    assertThat(report.complete()).isTrue();
  }

  @Test
  void ends_with_its_patience_and_counts_what_has_no_result() throws InterruptedException {
    hub.silentFingerprints = true;

    var report =
        driver()
            .drive(
                URLS,
                new Driver.Plan(
                    new Driver.Queues("feeds", null, null), 0, 0, Duration.ofMillis(50)));

    assertThat(report.missing()).isEqualTo(90);
    assertThat(report.complete()).isFalse();
    assertThat(Table.of(report)).contains("90 tasks had no result");
  }

  @Test
  void the_table_names_both_pools_and_the_reasons_of_failures() throws InterruptedException {
    var table = Table.of(driver().drive(URLS, PLAN));

    assertThat(table)
        .contains(
            "feeds.fetch, nothing else",
            "feeds.fetch, one queue",
            "feeds.fingerprint, green alone",
            "feeds.fetch, prefork alone",
            "10 FeedMissing")
        .contains("100 feeds and their documents", "2700 entries counted; 180 pairs")
        .contains(
            "feeds.fetch takes 1.00 x as long (p95) as without; in the green pool alone 1.00 x");
  }

  @Test
  void the_sample_is_spread_over_all_feeds() {
    assertThat(FeedList.sample(URLS, 4))
        .containsExactly("http://feeds/0", "http://feeds/25", "http://feeds/50", "http://feeds/75");
    assertThat(FeedList.sample(URLS, 1_000)).isEqualTo(URLS);
  }

  @Test
  void a_feed_server_that_is_not_there_is_named() {
    assertThatThrownBy(() -> FeedList.read(URI.create("http://localhost:1"), 10))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("http://localhost:1/feeds")
        .hasMessageContaining("--server");
  }

  private Driver driver() {
    var line = new ProgressLine(new PrintStream(err, true, StandardCharsets.UTF_8), false);
    return new Driver(hub, InstantSource.system(), line);
  }

  /**
   * Answers at once: every tenth feed is missing, the others have 30 entries and two pairs of
   * near-duplicates.
   */
  private static final class FakeHub implements Hub {
    private final List<String> queues = new ArrayList<>();
    private boolean silentFingerprints;

    @Override
    public List<CompletionStage<Outcome>> fetch(
        List<String> urls, boolean fingerprint, String queue) {
      queues.add(queue);
      return urls.stream().map(url -> answer(url, fingerprint)).toList();
    }

    @Override
    public CompletionStage<Outcome> fingerprint(String id) {
      return silentFingerprints ? new CompletableFuture<>() : now(2, null);
    }

    private static CompletionStage<Outcome> answer(String url, boolean fingerprint) {
      return url.endsWith("0")
          ? CompletableFuture.completedFuture(new Outcome.Failed("FeedMissing"))
          : now(30, fingerprint ? "child-of-" + url : null);
    }

    private static CompletionStage<Outcome> now(
        int items, @org.jspecify.annotations.Nullable String sentOn) {
      return CompletableFuture.completedFuture(
          new Outcome.Done(new Run(System.currentTimeMillis() / 1e3, 0.1), items, sentOn));
    }
  }
}
