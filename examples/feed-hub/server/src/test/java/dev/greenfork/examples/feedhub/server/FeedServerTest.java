package dev.greenfork.examples.feedhub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.examples.feedhub.server.Behaviour.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedServerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Catalog catalog = Catalog.make(Corpora.small(), 600, 1, Duration.ofMillis(20));
  private final FeedServer server =
      FeedServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), catalog);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    http.shutdownNow();
    server.close();
  }

  @Test
  void lists_its_feeds() throws Exception {
    assertThat(get("/feeds").body().lines()).hasSize(600).startsWith("/feeds/0", "/feeds/1");
  }

  @Test
  void says_that_it_is_up() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void serves_a_document_with_the_media_type_of_its_format() throws Exception {
    int number = first(Fault.NONE);

    var response = get("/feeds/" + number);

    assertThat(response.headers().firstValue("Content-Type"))
        .contains(catalog.pages().get(number).format().contentType());
    assertThat(response.body()).startsWith("<?xml").contains("&lt;b&gt;things");
  }

  @Test
  void a_slow_document_arrives_whole() throws Exception {
    int number = first(Fault.SLOW);

    assertThat(get("/feeds/" + number).body().length())
        .isEqualTo(catalog.pages().get(number).document().length);
  }

  @Test
  void a_cut_document_ends_the_connection() {
    assertThatThrownBy(() -> get("/feeds/" + first(Fault.CUT))).isInstanceOf(IOException.class);
  }

  @Test
  void a_missing_feed_and_an_unknown_path_are_404() throws Exception {
    assertThat(get("/feeds/" + first(Fault.MISSING)).statusCode()).isEqualTo(404);
    assertThat(get("/feeds/600").body()).contains("0 to 599");
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void holds_many_slow_answers_at_once() {
    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 1_000; i++) {
      answers.add(http.sendAsync(request("/feeds/" + first(Fault.NONE)), BodyHandlers.ofString()));
    }

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
  }

  private int first(Fault fault) {
    int number = 0;
    while (catalog.pages().get(number).behaviour().fault() != fault) {
      number++;
    }
    return number;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path), BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
        .timeout(TIMEOUT)
        .build();
  }
}
