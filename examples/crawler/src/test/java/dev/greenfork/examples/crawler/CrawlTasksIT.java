package dev.greenfork.examples.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.greenfork.task.Call;
import dev.greenfork.task.index.TaskScope;
import dev.greenfork.testkit.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class CrawlTasksIT {
  private static final int PAGES = 40;

  private final ConcurrentHashMap<String, AtomicInteger> reads = new ConcurrentHashMap<>();
  private RedisServer server;
  private RedisClient redis;
  private HttpServer site;

  @BeforeEach
  void start() throws IOException {
    server = RedisServer.start();
    redis = RedisClient.create(server.url());
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var path = exchange.getRequestURI().getPath();
            reads.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
            int number = Integer.parseInt(path.substring(1));
            // Each page links to the next two, to the first, and to another host.
            var html =
                "<a href='/%d'>a</a><a href='/%d'>b</a><a href='/0'>c</a><a href='http://elsewhere/'>d</a>"
                    .formatted((number + 1) % PAGES, (number + 2) % PAGES);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(html.getBytes(StandardCharsets.UTF_8));
          }
        });
    site.start();
  }

  @AfterEach
  void stop() {
    site.stop(0);
    redis.close();
    server.close();
  }

  @Test
  void reads_every_page_of_the_host_once_and_then_is_over() {
    run("crawl-1", 1_000);

    assertThat(reads).hasSize(PAGES);
    assertThat(reads.values()).allSatisfy(count -> assertThat(count).hasValue(1));
    assertThat(new Crawl(redis, "crawl-1").stillOpen()).isZero();
    assertThat(redis.ttl("crawl:crawl-1:taken")).isBetween(1L, 3_600L);
  }

  @Test
  void takes_no_more_pages_than_it_may() {
    run("crawl-2", 10);

    assertThat(reads.size()).isBetween(5, 10);
    assertThat(new Crawl(redis, "crawl-2").stillOpen()).isZero();
  }

  @Test
  void a_task_that_comes_again_after_its_worker_died_reads_its_page_again() {
    var tasks = new CrawlTasks(redis);
    var sent = new ArrayList<Call>();

    for (int delivery = 0; delivery < 2; delivery++) {
      TaskScope.call(
          new CollectingContext("the-same-task", sent), () -> tasks.crawl(url(), "crawl-3", 100));
    }
    TaskScope.call(
        new CollectingContext("another-task", sent), () -> tasks.crawl(url(), "crawl-3", 100));

    assertThat(reads.get("/0")).hasValue(2);
  }

  @Test
  void a_page_that_cannot_be_read_is_a_page_without_links() {
    site.stop(0);

    run("crawl-4", 100);

    assertThat(new Crawl(redis, "crawl-4").taken()).isEqualTo(1);
  }

  /** Runs the first task and all that follow from it, one after the other. */
  private void run(String crawl, int mostPages) {
    var tasks = new CrawlTasks(redis);
    new Crawl(redis, crawl).open(List.of(url()), mostPages);
    Queue<Call> waiting =
        new ArrayDeque<>(List.of(Call.of(CrawlTasks.NAME, url(), crawl, mostPages)));
    for (int number = 0; !waiting.isEmpty(); number++) {
      var call = waiting.remove();
      var sent = new ArrayList<Call>();
      TaskScope.call(
          new CollectingContext("task-" + number, sent),
          () -> tasks.crawl((String) call.args().getFirst(), crawl, mostPages));
      waiting.addAll(sent);
    }
  }

  private String url() {
    return "http://localhost:" + site.getAddress().getPort() + "/0";
  }
}
