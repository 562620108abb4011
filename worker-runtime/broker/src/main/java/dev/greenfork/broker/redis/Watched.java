package dev.greenfork.broker.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A queue that {@link RedisSignals} watches. For its thread. */
final class Watched {

  private final String name;
  private final List<byte[]> lists;
  private final byte[] delayed;
  private Map<String, Instant> heads = Map.of();
  private Map<String, Instant> next = new HashMap<>();
  private long readAt;
  private long activeAt;
  private boolean due = true;
  private boolean active;
  private boolean everActive;

  Watched(String name, Keys keys) {
    this.name = name;
    this.lists = new QueueStates(keys).lists(name);
    this.delayed = keys.delayed(name);
  }

  String name() {
    return name;
  }

  /** All lists in which its messages may wait. */
  List<byte[]> lists() {
    return lists;
  }

  byte[] delayed() {
    return delayed;
  }

  /** It has changed: to be read at once. */
  void wake() {
    due = true;
  }

  /** Whether it is to be read now, a quiet one after {@code idle}. */
  boolean isDue(long now, Duration working, Duration idle) {
    Duration pause = active ? working : idle;
    // A tenth early, so that the thread's own pause does not make it one round late.
    return due || now - readAt >= pause.toNanos() * 9 / 10;
  }

  /** It was read, and found active, as something waits or runs there, or quiet. */
  void read(long now, boolean isActive) {
    due = false;
    readAt = now;
    if (isActive) {
      activeAt = now;
      everActive = true;
    }
    // For a while it is still read often: what hovers near zero would wake us all the time.
    active = everActive && now - activeAt < Duration.ofSeconds(2).toNanos();
  }

  boolean isActive() {
    return active;
  }

  /** From here on the heads of its lists are asked for. */
  void begin() {
    next = new HashMap<>();
  }

  /** How long this has been the head of a list. */
  Duration age(String mark, Instant now) {
    Instant since = heads.getOrDefault(mark, now);
    // Set back: the age is not known any more.
    since = since.isAfter(now) ? now : since;
    next.put(mark, since);
    return Duration.between(since, now);
  }

  /** What was not asked for is no head any more. */
  void end() {
    heads = next;
  }
}
