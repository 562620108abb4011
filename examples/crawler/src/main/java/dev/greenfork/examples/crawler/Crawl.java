package dev.greenfork.examples.crawler;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import redis.clients.jedis.RedisClient;

/**
 * What all tasks of one crawl share: a hash in Redis from each page to the task that took it, and
 * the set of pages that are not done. Both are gone an hour after the last change.
 */
final class Crawl {
  private static final long KEPT_SECONDS = 3_600;

  private final RedisClient redis;
  private final String takenKey;
  private final String openKey;

  Crawl(RedisClient redis, String id) {
    this.redis = redis;
    this.takenKey = "crawl:" + id + ":taken";
    this.openKey = "crawl:" + id + ":open";
  }

  /**
   * Whether the page is this task's to read: it is if no task took it before, and also if this very
   * task did, whose worker then died and whose message came again.
   */
  boolean take(String page, String task) {
    boolean first = redis.hsetnx(takenKey, page, task) == 1;
    redis.expire(takenKey, KEPT_SECONDS);
    return first || task.equals(redis.hget(takenKey, page));
  }

  /**
   * Those of the pages that no task has taken, as many as the crawl may still grow by; they count
   * as open from now.
   */
  List<String> open(Collection<String> pages, int mostPages) {
    if (pages.isEmpty()) {
      return List.of();
    }
    var asked = List.copyOf(pages);
    var takers = redis.hmget(takenKey, asked.toArray(String[]::new));
    long room = Math.max(0, mostPages - taken() - stillOpen());
    var fresh =
        IntStream.range(0, asked.size())
            .filter(i -> takers.get(i) == null)
            .mapToObj(asked::get)
            .limit(room)
            .toList();
    if (!fresh.isEmpty()) {
      redis.sadd(openKey, fresh.toArray(String[]::new));
      redis.expire(openKey, KEPT_SECONDS);
    }
    return fresh;
  }

  /** The page is done. */
  void close(String page) {
    redis.srem(openKey, page);
  }

  /** Pages that a task took. */
  long taken() {
    return redis.hlen(takenKey);
  }

  /** Pages that were sent and are not done; 0 when the crawl is over. */
  long stillOpen() {
    return redis.scard(openKey);
  }
}
