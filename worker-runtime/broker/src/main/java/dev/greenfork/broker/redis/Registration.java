package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.QueueOrder;
import dev.greenfork.protocol.QueueKeys;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import redis.clients.jedis.Protocol.Command;

/**
 * The name under which a worker is known at the broker; a worker that lost its lease gets a new
 * one. Thread safe.
 *
 * <p>The name is {@code <nodename>;<nonce>}, so that what a dead process left can be told from what
 * its successor holds.
 */
final class Registration {

  private final Site site;
  private volatile ConsumerSpec spec;
  private final ReentrantLock lock = new ReentrantLock();
  private final ServedQueues queues;
  private final AtomicLong lost = new AtomicLong();
  private volatile List<String> told;
  private volatile boolean resized;
  private volatile String incarnation;
  private volatile long peers;

  Registration(Site site, ConsumerSpec spec) {
    this.site = site;
    this.spec = spec;
    this.queues = new ServedQueues(spec.queues());
    this.told = spec.queues();
    this.incarnation = fresh();
  }

  /** In which order the worker looks into its queues. */
  QueueOrder order() {
    return spec.order();
  }

  String nodename() {
    return spec.nodename();
  }

  String incarnation() {
    return incarnation;
  }

  ServedQueues queues() {
    return queues;
  }

  /** Live leases as last heard, this one included. */
  long peers() {
    return peers;
  }

  void heard(long live) {
    peers = live;
  }

  /** How often the lease was lost. */
  long lost() {
    return lost.get();
  }

  /** Makes the worker and the bindings of its queues known. */
  void register(RedisConnection connection) {
    List<String> now = queues.names();
    Object live =
        Script.REGISTER.run(
            connection,
            new Script.Arguments(
                List.of(site.keys().leases(), site.keys().workers()),
                List.of(utf8(incarnation), utf8(millis()), utf8(Descriptions.of(spec, now)))));
    heard((Long) live);
    bind(connection, now);
  }

  /** The worker can run so many tasks at once from now on; told with the next refresh. */
  void resize(int concurrency) {
    spec = spec.withConcurrency(concurrency);
    resized = true;
  }

  /** Makes known which queues are served now, and by how many slots, if that has changed. */
  void tellQueues(RedisConnection connection) {
    List<String> now = queues.names();
    if (resized || !now.equals(told)) {
      resized = false;
      byte[] text = utf8(Descriptions.of(spec, now));
      connection.call(Command.HSET, site.keys().workers(), utf8(incarnation), text);
      bind(connection, now);
    }
  }

  /** Registers under a new name, unless another thread already has since {@code name} was lost. */
  void renew(RedisConnection connection, String name) {
    lock.lock();
    try {
      if (incarnation.equals(name)) {
        incarnation = fresh();
        lost.incrementAndGet();
        survived(connection, name);
        register(connection);
      }
    } finally {
      lock.unlock();
    }
  }

  // What was put down to us as deaths was none.
  private void survived(RedisConnection connection, String name) {
    List<byte[]> keys = List.of(site.keys().killed(name), site.keys().survived(name));
    Script.SURVIVED.run(connection, new Script.Arguments(keys, List.of(utf8(name))));
  }

  /** The life of a lease in milliseconds. */
  String millis() {
    return Long.toString(site.timings().lease().toMillis());
  }

  // Kombu's producers and its restore find a queue through these sets.
  private void bind(RedisConnection connection, List<String> now) {
    for (String queue : now) {
      byte[] member = utf8(QueueKeys.binding(queue));
      connection.queue(Command.SADD, site.keys().key(QueueKeys.bindings(queue)), member);
      connection.queue(Command.SADD, site.keys().key(QueueKeys.permanentBindings(queue)), member);
    }
    connection.replies(now.size() * 2);
    told = now;
  }

  private String fresh() {
    return spec.nodename() + ";" + HexFormat.of().toHexDigits(site.random().nextLong());
  }
}
