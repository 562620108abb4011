package dev.greenfork.examples.urlopen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UrlTasksTest {
  private final UrlTasks tasks = new UrlTasks();
  private HttpServer site;

  @BeforeEach
  void start() throws IOException {
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/page",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("caf\u00e9".getBytes(StandardCharsets.UTF_8));
          }
        });
    site.start();
  }

  @AfterEach
  void stop() {
    site.stop(0);
  }

  @Test
  void counts_the_characters_of_a_page() {
    assertThat(tasks.length(url("/page"))).isEqualTo(4);
  }

  @Test
  void a_page_that_cannot_be_opened_has_no_length() {
    assertThat(tasks.length(url("/missing"))).isNull();
    assertThat(tasks.length("http://localhost:1/")).isNull();
    assertThat(tasks.length("file:///etc/passwd")).isNull();
    assertThat(tasks.length("no url")).isNull();
  }

  private String url(String path) {
    return "http://localhost:" + site.getAddress().getPort() + path;
  }
}
