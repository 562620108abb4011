package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.Placer;
import dev.greenfork.broker.RuleTexts;
import dev.greenfork.broker.ServedQueue;
import dev.greenfork.broker.SubQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import redis.clients.jedis.Protocol.Command;

/**
 * Says at the broker that a worker serves its queues, hears who else does, and so knows which of
 * them are split. The keeper of the lease calls it at each refresh, and the fetch when it meets
 * another state than it knows. Thread safe; one lock, under which it talks to the broker.
 */
final class SplitKeeper {

  private static final Duration TASKS_LIFE = Duration.ofDays(7);

  /** Queues of one call, which holds up Redis for so long. */
  private static final int AT_ONCE = 40;

  private static final Duration RENEW_PAUSE = Duration.ofMillis(50);

  private final Site site;
  private final Registration registration;
  private final ServedQueues queues;
  private final SubQueue own;
  private final Placer placer;
  private final RouteWriter writer;
  private final TaskIndexes indexes;
  private final String digest;
  private final ReentrantLock lock = new ReentrantLock();
  private long renewed = System.nanoTime() - RENEW_PAUSE.toNanos();
  private boolean published;
  private volatile Map<String, QueueMode> modes = Map.of();

  /**
   * @param pool the worker's type
   * @param placer who decides; {@link Placer#NONE} for a worker that takes part in no split, which
   *     costs nothing
   */
  SplitKeeper(Site site, Registration registration, String pool, Placer placer) {
    this.site = site;
    this.registration = registration;
    this.queues = registration.queues();
    this.own = pool.equals(SubQueue.PREFORK.word()) ? SubQueue.PREFORK : SubQueue.GREEN;
    this.placer = placer;
    this.writer = new RouteWriter(site.keys());
    this.indexes = new TaskIndexes(site.keys());
    this.digest = TaskIndexes.digest(placer.index());
  }

  /** The sub-queue of the worker's type. */
  SubQueue own() {
    return own;
  }

  /** How each queue is served now; the same map as long as nothing changes. */
  Map<String, QueueMode> modes() {
    return modes;
  }

  QueueMode mode(String queue) {
    return modes.getOrDefault(queue, QueueMode.UNKNOWN);
  }

  /**
   * Tells and asks.
   *
   * @return whether a queue is to be served in another way than before
   */
  boolean refresh(RedisConnection connection) {
    List<String> names = queues.names();
    if (digest.isEmpty() || names.isEmpty()) {
      return false;
    }
    lock.lock();
    try {
      if (!published) {
        indexes.publish(connection, digest, placer.index(), TASKS_LIFE);
        published = true;
      }
      List<ServeReply> replies = serve(connection, names);
      Map<String, QueueMode> next = new HashMap<>();
      for (int i = 0; i < replies.size(); i++) {
        next.put(names.get(i), adopt(connection, names.get(i), replies.get(i)));
      }
      boolean changed = !next.equals(modes);
      if (changed) {
        modes = Map.copyOf(next);
      }
      return changed;
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #refresh}, on the way; does nothing if that was done a moment ago. */
  boolean renew(RedisConnection connection) {
    long now = System.nanoTime();
    if (now - renewed < RENEW_PAUSE.toNanos()) {
      return false;
    }
    renewed = now;
    refresh(connection);
    return true;
  }

  /** Says that the worker serves its queues no more, so that nobody splits them for it. */
  void leave(RedisConnection connection) {
    List<String> names = queues.names();
    if (!digest.isEmpty()) {
      names.forEach(name -> connection.queue(Command.ZREM, site.keys().serving(name), member()));
      connection.replies(names.size());
    }
  }

  private byte[] member() {
    return utf8(own.word() + "/" + digest + "/" + registration.incarnation());
  }

  private List<ServeReply> serve(RedisConnection connection, List<String> names) {
    List<ServeReply> replies = new ArrayList<>(names.size());
    for (int at = 0; at < names.size(); at += AT_ONCE) {
      List<byte[]> values = new ArrayList<>();
      values.add(utf8(site.keys().prefix()));
      values.add(millis(site.timings().lease()));
      values.add(member());
      values.add(site.keys().tasks(digest));
      values.add(millis(TASKS_LIFE));
      names
          .subList(at, Math.min(at + AT_ONCE, names.size()))
          .forEach(name -> values.add(utf8(name)));
      Object some = Script.SERVE.run(connection, new Script.Arguments(List.of(), values));
      ((List<?>) some).forEach(reply -> replies.add(ServeReply.of((List<?>) reply)));
    }
    return replies;
  }

  private QueueMode adopt(RedisConnection connection, String queue, ServeReply reply) {
    boolean known = mode(queue).version().equals(reply.version());
    if (!known || (reply.split() && !reply.table())) {
      ServedQueue served =
          reply.split()
              ? indexes.complete(connection, queue, reply)
              : new ServedQueue(
                  queue, reply.version(), false, Map.of(), rulesOf(connection, reply));
      Map<String, SubQueue> places = placer.adopt(served);
      if (reply.split()) {
        writer.fill(connection, served, places);
      }
    }
    if (reply.parked()) {
      writer.unpark(connection, queue, ServeReply.who(reply.version()));
    }
    return reply.mode();
  }

  /** There are none before any were set. */
  private RuleTexts rulesOf(RedisConnection connection, ServeReply reply) {
    return reply.version().startsWith("0:") ? RuleTexts.NONE : indexes.rules(connection);
  }

  private static byte[] millis(Duration time) {
    return utf8(Long.toString(time.toMillis()));
  }
}
