package dev.greenfork.examples.feedhub.tasks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedTasksTest {
  private static final String FEED =
      "<?xml version=\"1.0\"%s?><rss version=\"2.0\"><channel><title>t</title><link>l</link><description>d</description>"
          + "<item><title>caf\u00e9</title><description>one</description></item><item><title>b</title></item></channel></rss>";
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FeedTasks tasks =
      new FeedTasks(NOON, new Sites(Duration.ofMillis(500), Duration.ofSeconds(1)));
  private HttpServer site;

  @BeforeEach
  void start() throws IOException {
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.setExecutor(threads);
    site.start();
  }

  @AfterEach
  void stop() {
    closing.countDown();
    site.stop(0);
    threads.shutdownNow();
  }

  @Test
  void counts_the_entries_and_says_when_it_ran() throws Exception {
    serve("/feed", exchange -> send(exchange, 200, FEED.formatted("").getBytes(UTF_8)));

    var fetched = tasks.fetch(url("/feed"), false);

    assertThat(fetched.entries()).isEqualTo(2);
    assertThat(fetched.fingerprint()).isNull();
    assertThat(fetched.run().started()).isEqualTo(NOON.millis() / 1e3);
    assertThat(fetched.run().seconds()).isBetween(0.0, 1.0);
  }

  @Test
  void reads_a_document_in_the_encoding_that_it_declares() throws Exception {
    var latin = FEED.formatted(" encoding=\"ISO-8859-1\"").getBytes(ISO_8859_1);
    serve("/feed", exchange -> send(exchange, 200, latin));

    var document = tasks.read(url("/feed"));

    assertThat(Feeds.entries(document).getFirst()).isEqualTo("caf\u00e9 one");
  }

  @Test
  void a_site_without_the_feed_fails_with_its_status() {
    serve("/feed", exchange -> send(exchange, 404, new byte[0]));

    assertThatThrownBy(() -> tasks.fetch(url("/feed"), false))
        .isInstanceOf(FeedMissing.class)
        .hasMessageContaining("404");
  }

  @Test
  void a_site_that_sends_its_headers_and_then_nothing_fails_in_time() {
    serve(
        "/feed",
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write('<');
          exchange.getResponseBody().flush();
          await(closing, 30_000);
        });

    assertThatThrownBy(() -> tasks.fetch(url("/feed"), false)).isInstanceOf(FeedTimedOut.class);
  }

  @Test
  void a_site_that_never_falls_silent_and_never_ends_fails_in_time() {
    serve(
        "/feed",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (!await(closing, 50)) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
          }
        });

    // A machine under load falls silent for longer than a site may.
    var unhurried = new FeedTasks(NOON, new Sites(Duration.ofMinutes(1), Duration.ofSeconds(1)));
    assertThatThrownBy(() -> unhurried.fetch(url("/feed"), false))
        .isInstanceOf(FeedTimedOut.class)
        .hasMessageContaining("1000 ms");
  }

  @Test
  void a_fetch_on_a_virtual_thread_ends_at_once_when_it_is_interrupted() throws Exception {
    var asked = new CountDownLatch(1);
    serve(
        "/feed",
        exchange -> {
          asked.countDown();
          await(closing, 30_000);
        });
    var patient = new FeedTasks(NOON, new Sites(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    var problem = new CompletableFuture<Throwable>();
    var task =
        Thread.ofVirtual()
            .start(
                () -> problem.complete(catchThrowable(() -> patient.fetch(url("/feed"), false))));
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

    task.interrupt();

    assertThat(problem.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void a_connection_that_ends_early_a_port_without_a_server_and_a_wrong_url_are_unreachable() {
    serve(
        "/feed",
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.close();
        });

    assertThatThrownBy(() -> tasks.fetch(url("/feed"), false)).isInstanceOf(FeedUnreachable.class);
    assertThatThrownBy(() -> tasks.fetch("http://localhost:1/", false))
        .isInstanceOf(FeedUnreachable.class);
    assertThatThrownBy(() -> tasks.fetch("no url", false)).isInstanceOf(FeedUnreachable.class);
    assertThatThrownBy(() -> tasks.fetch("file:///etc/passwd", false))
        .isInstanceOf(FeedUnreachable.class);
  }

  @Test
  void a_document_that_is_no_feed_is_malformed() {
    serve("/feed", exchange -> send(exchange, 200, FEED.substring(0, 90).getBytes(UTF_8)));

    assertThatThrownBy(() -> tasks.fetch(url("/feed"), false)).isInstanceOf(FeedMalformed.class);
    assertThatThrownBy(() -> tasks.fingerprint("<html/>")).isInstanceOf(FeedMalformed.class);
  }

  @Test
  void a_document_that_refers_to_a_local_file_is_malformed() {
    var attack =
        "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><title>&x;</title></channel></rss>";

    assertThatThrownBy(() -> tasks.fingerprint(attack)).isInstanceOf(FeedMalformed.class);
  }

  @Test
  void a_document_above_four_mebibytes_is_not_read_to_its_end() {
    serve("/feed", exchange -> send(exchange, 200, new byte[5 << 20]));

    assertThatThrownBy(() -> tasks.fetch(url("/feed"), false)).isInstanceOf(FeedUnreachable.class);
  }

  @Test
  void fingerprints_a_document() {
    var fingerprints = tasks.fingerprint(FEED.formatted(""));

    assertThat(fingerprints.entries()).isEqualTo(2);
    assertThat(fingerprints.nearDuplicates()).isEmpty();
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Answer answer) {
    site.createContext(path, answer::to);
  }

  private String url(String path) {
    return "http://localhost:" + site.getAddress().getPort() + path;
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/xml");
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static boolean await(CountDownLatch latch, long millis) throws IOException {
    try {
      return latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
