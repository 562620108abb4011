package dev.greenfork.broker;

import dev.greenfork.protocol.canvas.JoinKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a task means to the workflows that it is a part of, beyond its result and its
 * children.
 *
 * @param results of other tasks that end with it, such as the rest of a failed chain
 * @param keys what chords among the children need before their parts run
 * @param parts the chords that it is a part of; nested ones end together
 * @param closings the chords whose body is among the children, or has failed
 */
public record Joins(
    List<StoredResult> results, List<JoinKey> keys, List<Part> parts, List<Closing> closings) {

  /** No workflow. */
  public static final Joins NONE = new Joins(List.of(), List.of(), List.of(), List.of());

  public Joins {
    results = List.copyOf(results);
    keys = List.copyOf(keys);
    parts = List.copyOf(parts);
    closings = List.copyOf(closings);
  }

  /** Whether there is nothing to do. */
  public boolean isNone() {
    return results.isEmpty() && keys.isEmpty() && parts.isEmpty() && closings.isEmpty();
  }

  /**
   * The end of one part of a chord. Counted once, however often it is told.
   *
   * @param group the chord's group id
   * @param taskId the part
   * @param index its place in the header; null sorts it last
   * @param value Celery's record of it, {@code [1, id, state, result]}; not copied
   * @param token who may send the body if this part is the last; the same each time the part runs
   */
  @SuppressWarnings("ArrayRecordComponent") // why: made once per part and never compared
  public record Part(
      String group, String taskId, @Nullable Integer index, byte[] value, String token) {}

  /**
   * A complete chord whose body goes out.
   *
   * @param token of the part that completed it
   * @param failed whether the body was failed instead of sent
   */
  public record Closing(String group, String token, boolean failed) {}
}
