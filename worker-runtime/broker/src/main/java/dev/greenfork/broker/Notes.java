package dev.greenfork.broker;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Texts that outlive whoever wrote them, by name: what was found out about tasks, for example. Each
 * call is a round trip over a connection that is kept, and throws a {@link BrokerException} if that
 * fails. Meant for one writer at a time; the last one wins. Thread safe.
 */
public interface Notes {

  /** All of a topic; empty if there is none. */
  Map<String, String> read(String topic);

  /**
   * Writes some of a topic and leaves the others as they are.
   *
   * @param written by name; replaces what stood there
   * @param removed names that go
   * @param life how long the topic is kept unless it is written to again
   */
  void write(String topic, Map<String, String> written, Set<String> removed, Duration life);
}
