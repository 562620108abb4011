package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.QueueReading;
import dev.greenfork.broker.Signals;
import dev.greenfork.broker.WorkerReading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches queues in Redis: see {@link Signals}. One thread reads and tells. */
final class RedisSignals implements Signals {

  private static final Logger log = LoggerFactory.getLogger(RedisSignals.class);

  private static final Duration WORKING = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofSeconds(5);

  /** Many first messages at once are one look. */
  private static final Duration BREATH = Duration.ofMillis(20);

  private final Site site;
  private final InstantSource clock;
  private final Listener listener;
  private final SignalReader queues;
  private final WorkerReader workers;
  private final Alarm alarm = new Alarm();
  private final Queue<String> changed = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile Set<String> wanted = Set.of();
  private volatile boolean open = true;
  private volatile @Nullable SignalLink link;

  // The thread's own.
  private final Map<String, Watched> watched = new HashMap<>();
  private final Map<String, Watched> byKey = new HashMap<>();
  private final Map<String, QueueReading> readings = new HashMap<>();
  private List<WorkerReading> registered = List.of();
  private Instant registeredAt = Instant.EPOCH;
  private long registeredRead;
  private boolean failing;

  RedisSignals(Site site, InstantSource clock, Listener listener) {
    this.site = site;
    this.clock = clock;
    this.listener = listener;
    this.queues = new SignalReader(site.keys());
    this.workers = new WorkerReader(site.keys());
    this.thread = Thread.ofPlatform().name("greenfork-signals").daemon().start(this::run);
  }

  @Override
  public void watch(Collection<String> names) {
    Set<String> now = Set.copyOf(names);
    if (!now.equals(wanted)) {
      wanted = now;
      alarm.raise();
    }
  }

  @Override
  public void close() {
    open = false;
    alarm.raise();
    try {
      if (!thread.join(Duration.ofSeconds(1))) {
        SignalLink current = link;
        if (current != null) {
          current.connection().abort();
        }
        thread.join(Duration.ofSeconds(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Backoff backoff = site.backoff();
    try {
      while (open) {
        Duration pause = WORKING;
        try {
          pass();
          backoff.reset();
        } catch (RuntimeException e) {
          failed(e);
          pause = backoff.next();
        }
        Thread.sleep(BREATH);
        alarm.await(pause);
      }
    } catch (InterruptedException e) {
      log.debug("interrupted");
    } finally {
      disconnect();
    }
  }

  private void pass() {
    adopt(wanted);
    if (watched.isEmpty()) {
      return;
    }
    SignalLink current = connect();
    drainChanges();
    long now = System.nanoTime();
    Duration idle = current.tracks() ? IDLE : WORKING;
    List<Watched> due =
        watched.values().stream().filter(each -> each.isDue(now, WORKING, idle)).toList();
    if (due.isEmpty()) {
      return;
    }
    Instant at = clock.instant();
    for (QueueReading reading : queues.read(current.connection(), due, at)) {
      readings.put(reading.queue(), reading);
    }
    readWorkers(current, now);
    Set<String> busy = busy();
    due.forEach(each -> each.read(now, isActive(each.name(), busy)));
    listener.heard(
        new Reading(
            readings,
            registered,
            registeredAt,
            due.stream().map(Watched::name).collect(Collectors.toSet())));
    List<Watched> quiet = due.stream().filter(each -> !each.isActive()).toList();
    if (current.tracks() && queues.arm(current.connection(), quiet) > 0) {
      // It came between the look and the watch.
      quiet.forEach(Watched::wake);
      alarm.raise();
    }
    if (failing) {
      failing = false;
      log.info("Queues are watched again");
    }
  }

  private void readWorkers(SignalLink current, long now) {
    boolean any = watched.values().stream().anyMatch(Watched::isActive);
    Duration pause = any ? WORKING : IDLE;
    if (registeredAt.equals(Instant.EPOCH) || now - registeredRead >= pause.toNanos() * 9 / 10) {
      Instant at = clock.instant();
      registered = workers.read(current.connection());
      registeredAt = at;
      registeredRead = now;
    }
  }

  /** Queues whose workers hold something. */
  private Set<String> busy() {
    Set<String> busy = new HashSet<>();
    for (WorkerReading worker : registered) {
      if (worker.worker().deliveries() > 0) {
        busy.addAll(worker.queues());
      }
    }
    return busy;
  }

  private boolean isActive(String queue, Set<String> busy) {
    QueueReading reading = readings.get(queue);
    return busy.contains(queue) || (reading != null && reading.ready() > 0);
  }

  private void adopt(Set<String> names) {
    if (!names.equals(watched.keySet())) {
      watched.keySet().retainAll(names);
      readings.keySet().retainAll(names);
      names.forEach(name -> watched.computeIfAbsent(name, any -> new Watched(name, site.keys())));
      byKey.clear();
      for (Watched each : watched.values()) {
        each.lists().forEach(key -> byKey.put(text(key), each));
        byKey.put(text(each.delayed()), each);
      }
    }
  }

  /** On the listener's thread. No names: anything may have changed. */
  private void changed(List<?> keys) {
    if (keys.isEmpty()) {
      changed.add("");
    }
    keys.forEach(key -> changed.add(text(key)));
  }

  private void drainChanges() {
    for (String key = changed.poll(); key != null; key = changed.poll()) {
      Watched one = byKey.get(key);
      for (Watched each : one == null ? watched.values() : List.of(one)) {
        each.wake();
      }
    }
  }

  private SignalLink connect() {
    SignalLink current = link;
    if (current != null && current.broken(site)) {
      disconnect();
      current = null;
    }
    if (current == null) {
      current = SignalLink.open(site, alarm, this::changed);
      link = current;
      watched.values().forEach(Watched::wake);
    }
    return current;
  }

  private void failed(RuntimeException e) {
    disconnect();
    if (!open) {
      return;
    }
    String why = e instanceof BrokerException ? String.valueOf(e.getMessage()) : e.toString();
    if (!failing) {
      failing = true;
      log.warn("Queues cannot be watched now: {}", why, e instanceof BrokerException ? null : e);
    }
    listener.failed(why);
  }

  private void disconnect() {
    SignalLink current = link;
    link = null;
    if (current != null) {
      current.close();
    }
  }
}
