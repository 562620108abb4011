package dev.greenfork.broker;

import dev.greenfork.protocol.canvas.JoinKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what the parts of chords have left at the result backend, and prepares chords for their
 * parts. Each call makes a round trip or a few on a connection of its own and blocks meanwhile;
 * every one throws a {@link BrokerException} if that fails. Thread safe.
 */
public interface Chords {

  /**
   * The records of all parts that have ended, by their place in the header.
   *
   * @param most bytes of all together
   * @return empty if they are more
   */
  Optional<List<byte[]>> parts(String group, long most);

  /** The saved structure of a group, as JSON; empty if there is none. */
  Optional<byte[]> members(String group);

  /** Stored results by task id, as JSON; those that are not stored are absent. */
  Map<String, byte[]> results(Collection<String> taskIds);

  /** Writes what chords need before their parts are published. */
  void prepare(List<JoinKey> keys);

  /** Makes a chord wait for one more part (Celery's {@code add_to_chord}). */
  void expectMore(String group);
}
