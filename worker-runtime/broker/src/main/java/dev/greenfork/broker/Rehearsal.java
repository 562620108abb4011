package dev.greenfork.broker;

import dev.greenfork.broker.redis.RedisRehearsal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A stand-in for a broker, before which one worker rehearses its start: it gives out some messages
 * once and takes every outcome. Thread safe.
 */
public interface Rehearsal extends AutoCloseable {

  /**
   * Listens on a free port of the loopback interface.
   *
   * @param messages envelopes as they lie in a queue; each is fetched once
   * @throws IOException if it cannot listen
   */
  static Rehearsal open(List<byte[]> messages) throws IOException {
    return RedisRehearsal.open(messages);
  }

  /** Where a worker finds it. */
  String url();

  /** Waits for so many more outcomes; false if they did not come in time. */
  boolean awaitOutcomes(int count, Duration patience) throws InterruptedException;

  @Override
  void close() throws IOException;
}
