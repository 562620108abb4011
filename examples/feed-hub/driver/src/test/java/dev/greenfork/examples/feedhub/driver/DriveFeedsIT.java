package dev.greenfork.examples.feedhub.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole feed hub as processes: Redis, feed server, a green and a prefork worker of the
 * distribution, and the driver.
 */
class DriveFeedsIT {
  private static final Path GREENFORK =
      Path.of("../../../worker-runtime/cli/target/dist/greenfork/bin/greenfork")
          .toAbsolutePath()
          .normalize();
  private static final Path TASKS =
      Path.of("../tasks/target/feed-hub-tasks.jar").toAbsolutePath().normalize();
  private static final Path SERVER =
      Path.of("../server/target/feed-hub-server.jar").toAbsolutePath().normalize();

  @TempDir private static Path folder;

  private static Started redis;
  private static Started server;
  private static Started green;
  private static Started prefork;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void start() throws IOException {
    int port = Started.freePort();
    redis =
        Started.start(
                "redis", folder, port, List.of("redis-server", "--port", "" + port, "--save", ""))
            .listening();
    port = Started.freePort();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var serve =
        List.of(
            java,
            "-jar",
            SERVER.toString(),
            "--port",
            "" + port,
            "--feeds",
            "120",
            "--median-latency-ms",
            "50");
    server = Started.start("server", folder, port, serve).answering("/healthz");
    green = worker("green", "feeds,feeds-green-alone", 200);
    prefork = worker("prefork", "feeds,feeds-prefork-alone", 2);
    green.answering("/readyz");
    prefork.answering("/readyz");
  }

  @AfterAll
  static void stop() throws InterruptedException, IOException {
    try {
      assertThat(green.stop()).as(green.output()).isZero();
      assertThat(prefork.stop()).as(prefork.output()).isZero();
    } finally {
      server.stop();
      redis.stop();
    }
  }

  @Test
  void works_through_all_feeds_with_both_pools_and_counts_every_task() throws IOException {
    int status = drive("--feeds", "120", "--warm-up-feeds", "12", "--prefork-feeds", "6", "--json");

    assertThat(status).as(err.toString(UTF_8)).isZero();
    var report = new ObjectMapper().readTree(out.toString(UTF_8));
    var fetch = report.path("mix").path("fetch");
    var failures = fetch.path("failures");
    long failed =
        StreamSupport.stream(failures.spliterator(), false).mapToLong(n -> n.asLong()).sum();
    assertThat(fetch.path("count").path("ended").asInt()).isEqualTo(120);
    assertThat(failed).isBetween(1L, 30L);
    assertThat(failures.fieldNames())
        .toIterable()
        .isSubsetOf("FeedMissing", "FeedMalformed", "FeedUnreachable", "FeedTimedOut")
        .contains("FeedMissing");
    var fingerprint = report.path("mix").path("fingerprint");
    assertThat(fingerprint.path("count").path("ended").asLong()).isEqualTo(120 - failed);
    assertThat(fingerprint.path("count").path("items").asLong()).isPositive();
    assertThat(fingerprint.path("failures")).isEmpty();
    assertThat(report.path("quiet").path("count").path("ended").asInt()).isEqualTo(120);
    assertThat(report.path("greenAlone").path("fingerprint").path("count"))
        .isEqualTo(fingerprint.path("count"));
    assertThat(report.path("preforkAlone").path("count").path("ended").asInt()).isEqualTo(6);
    assertThat(fetch.path("ran").path("p50").asDouble()).isBetween(0.01, 30.0);
  }

  @Test
  void prints_a_table() {
    int status = drive("--feeds", "10", "--warm-up-feeds", "0", "--prefork-feeds", "2");

    assertThat(status).as(err.toString(UTF_8)).isZero();
    assertThat(out.toString(UTF_8))
        .contains("feeds.fetch, one queue", "2 of these feeds through the prefork pool alone");
  }

  @Test
  void ends_with_a_sentence_when_there_are_fewer_feeds_than_asked_for() {
    assertThat(drive("--feeds", "100000")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("lists 120 feeds");
  }

  private int drive(String... args) {
    var all =
        new java.util.ArrayList<>(
            List.of("--broker", broker(), "--server", "http://127.0.0.1:" + server.port()));
    all.addAll(List.of(args));
    return DriveFeeds.execute(
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        all.toArray(String[]::new));
  }

  private static Started worker(String pool, String queue, int concurrency) throws IOException {
    int port = Started.freePort();
    var command =
        List.of(
            GREENFORK.toString(),
            "worker",
            "-P",
            pool,
            "-c",
            "" + concurrency,
            "-Q",
            queue,
            "--broker",
            broker(),
            "--tasks",
            TASKS.toString(),
            "-n",
            pool + "@test",
            "--http-port",
            "" + port);
    return Started.start(pool, folder, port, command);
  }

  private static String broker() {
    return "redis://127.0.0.1:" + redis.port() + "/0";
  }
}
