package dev.greenfork.examples.feedhub.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.regex.Pattern;

/** What the server says to one request. */
final class Answers {
  private static final Pattern FEED = Pattern.compile("/feeds/([0-9]{1,7})");
  private static final int DROPS = 10;

  private Answers() {}

  static void answer(HttpExchange exchange, Catalog catalog)
      throws IOException, InterruptedException {
    var path = exchange.getRequestURI().getPath();
    var feed = FEED.matcher(path);
    if (feed.matches()) {
      int number = Integer.parseInt(feed.group(1));
      if (number < catalog.pages().size()) {
        page(exchange, catalog.pages().get(number));
      } else {
        text(
            exchange, 404, "this server has the feeds 0 to " + (catalog.pages().size() - 1) + "\n");
      }
    } else if (path.equals("/feeds")) {
      text(exchange, 200, catalog.index());
    } else if (path.equals("/healthz")) {
      text(exchange, 200, "ok\n");
    } else {
      text(exchange, 404, "try /feeds, /feeds/0 or /healthz\n");
    }
  }

  private static void page(HttpExchange exchange, Page page)
      throws IOException, InterruptedException {
    Thread.sleep(page.behaviour().latency());
    var document = page.document();
    switch (page.behaviour().fault()) {
      case NONE, MALFORMED -> {
        head(exchange, page, document.length);
        exchange.getResponseBody().write(document);
      }
      case SLOW -> drip(exchange, page);
      case CUT -> {
        // Less than was promised: the JDK's server then closes the connection.
        head(exchange, page, document.length);
        exchange.getResponseBody().write(document, 0, document.length / 3);
        exchange.getResponseBody().flush();
      }
      case MISSING -> text(exchange, 404, "gone\n");
    }
  }

  private static void drip(HttpExchange exchange, Page page)
      throws IOException, InterruptedException {
    var document = page.document();
    head(exchange, page, document.length);
    var body = exchange.getResponseBody();
    var pause = page.behaviour().trickle().dividedBy(DROPS);
    int drop = document.length / DROPS + 1;
    for (int start = 0; start < document.length; start += drop) {
      body.write(document, start, Math.min(drop, document.length - start));
      body.flush();
      Thread.sleep(pause);
    }
  }

  private static void head(HttpExchange exchange, Page page, long length) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", page.format().contentType());
    exchange.sendResponseHeaders(200, length);
  }

  private static void text(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
