package dev.greenfork.examples.crawler;

import dev.greenfork.client.GreenforkClient;
import dev.greenfork.client.TaskCall;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.RedisClient;

/**
 * Starts a crawl of the host of a URL and shows how far it is until it is over: {@code StartCrawl
 * URL [MOST_PAGES]}.
 */
public final class StartCrawl {
  private static final Duration REFRESH = Duration.ofMillis(500);

  private StartCrawl() {}

  public static void main(String[] args) throws InterruptedException {
    var broker = System.getenv().getOrDefault("GREENFORK_BROKER", "redis://localhost:6379/0");
    var url = args[0];
    int mostPages = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    try (var client = GreenforkClient.connect(broker);
        var redis = RedisClient.create(System.getenv().getOrDefault("CRAWLER_REDIS", broker))) {
      long pages = crawl(client, redis, url, mostPages);
      System.out.println(pages + " pages");
    }
  }

  /** Crawls and returns the number of pages that were taken. */
  static long crawl(GreenforkClient client, RedisClient redis, String url, int mostPages)
      throws InterruptedException {
    var id = UUID.randomUUID().toString();
    var crawl = new Crawl(redis, id);
    crawl.open(List.of(url), mostPages);
    client.send(TaskCall.of(CrawlTasks.NAME, url, id, mostPages).onQueue("crawl"), Integer.class);
    while (crawl.stillOpen() > 0) {
      System.err.printf("%d pages taken, %d open%n", crawl.taken(), crawl.stillOpen());
      Thread.sleep(REFRESH);
    }
    return crawl.taken();
  }
}
