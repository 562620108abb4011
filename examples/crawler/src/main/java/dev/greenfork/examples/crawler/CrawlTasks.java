package dev.greenfork.examples.crawler;

import dev.greenfork.task.Call;
import dev.greenfork.task.Default;
import dev.greenfork.task.Kind;
import dev.greenfork.task.Task;
import dev.greenfork.task.TaskContext;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;

/** Crawls a host. The record of what was visited is in the Redis of the variable CRAWLER_REDIS. */
public final class CrawlTasks implements AutoCloseable {
  /** The task's name. */
  public static final String NAME = "crawler.crawl";

  private static final Logger LOG = LoggerFactory.getLogger(CrawlTasks.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 1 << 20;

  private final RedisClient redis;

  public CrawlTasks() {
    this(
        RedisClient.create(
            System.getenv().getOrDefault("CRAWLER_REDIS", "redis://localhost:6379/0")));
  }

  CrawlTasks(RedisClient redis) {
    this.redis = redis;
  }

  /**
   * Reads a page and sends a task for each page of its host that it links to and nobody has taken.
   *
   * @param crawl what the tasks of one crawl have in common
   * @param mostPages the crawl takes no more pages than this, a few at most
   * @return the number of tasks sent
   */
  @Task(name = NAME, kind = Kind.IO)
  public int crawl(String url, String crawl, @Default("1000") int mostPages) {
    var context = TaskContext.current();
    var record = new Crawl(redis, crawl);
    if (!record.take(url, context.id())) {
      return 0;
    }
    var links = record.open(links(URI.create(url)), mostPages);
    links.forEach(link -> context.send(Call.of(NAME, link, crawl, mostPages)));
    record.close(url);
    return links.size();
  }

  @Override
  public void close() {
    redis.close();
  }

  private static Set<String> links(URI page) {
    try {
      var http = (HttpURLConnection) page.toURL().openConnection();
      http.setConnectTimeout((int) TIMEOUT.toMillis());
      http.setReadTimeout((int) TIMEOUT.toMillis());
      try (var in = http.getInputStream()) {
        var html = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        return Links.sameHost(page, html).stream()
            .map(URI::toString)
            .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
      }
    } catch (IOException | ClassCastException | IllegalArgumentException e) {
      LOG.info("{} cannot be read: {}", page, e.toString());
      return Set.of();
    }
  }
}
