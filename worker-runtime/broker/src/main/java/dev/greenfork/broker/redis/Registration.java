package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.QueueOrder;
import dev.greenfork.protocol.QueueKeys;
import java.time.Instant;
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

  /** The version of the broker-side layout: keys, records and scripts. */
  static final int LAYOUT = 1;

  private static final String RUNTIME = runtimeVersion();

  private final Site site;
  private final ConsumerSpec spec;
  private final String started;
  private final ReentrantLock lock = new ReentrantLock();
  private final ServedQueues queues;
  private final AtomicLong lost = new AtomicLong();
  private volatile List<String> told;
  private volatile String incarnation;
  private volatile long peers;

  Registration(Site site, ConsumerSpec spec, Instant now) {
    this.site = site;
    this.spec = spec;
    this.queues = new ServedQueues(spec.queues());
    this.told = spec.queues();
    this.started = now.toString();
    this.incarnation = fresh();
  }

  /** In which order the worker looks into its queues. */
  QueueOrder order() {
    return spec.order();
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
                List.of(utf8(incarnation), utf8(millis()), utf8(description().toString()))));
    heard((Long) live);
    bind(connection, now);
  }

  /** Makes known which queues are served now, if that has changed. */
  void tellQueues(RedisConnection connection) {
    List<String> now = queues.names();
    if (!now.equals(told)) {
      byte[] text = utf8(description().toString());
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
        register(connection);
      }
    } finally {
      lock.unlock();
    }
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

  private ObjectNode description() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("runtime", RUNTIME).put("layout", LAYOUT).put("node", spec.nodename());
    json.put("pool", spec.pool()).put("concurrency", spec.concurrency()).put("started", started);
    queues.names().forEach(json.putArray("queues")::add);
    return json;
  }

  private String fresh() {
    return spec.nodename() + ";" + HexFormat.of().toHexDigits(site.random().nextLong());
  }

  private static String runtimeVersion() {
    String version = Registration.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
