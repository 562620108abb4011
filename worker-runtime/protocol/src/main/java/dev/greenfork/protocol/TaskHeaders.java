package dev.greenfork.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a task message (Celery protocol 2, headers).
 *
 * @param task registered name, the key of dispatch
 * @param id task id, any non-empty string
 * @param lineage the workflow it belongs to
 * @param timing when it may run, how often it was retried and how long it may take
 * @param origin where it came from and how monitors show it
 * @param ignoreResult whether its result is stored: true never, null by the task's own default
 * @param stamps its stamps
 * @param user every header that Celery does not define, as it came
 */
public record TaskHeaders(
    String task,
    String id,
    Lineage lineage,
    Timing timing,
    Origin origin,
    @Nullable Boolean ignoreResult,
    Stamps stamps,
    Map<String, JsonNode> user) {

  public TaskHeaders {
    user = Map.copyOf(user);
  }

  /** Headers of a fresh task with this name and id and nothing else set. */
  public static TaskHeaders of(String task, String id) {
    return new TaskHeaders(
        task, id, Lineage.rootOf(id), Timing.NOW, Origin.NONE, null, Stamps.NONE, Map.of());
  }

  public TaskHeaders withLineage(Lineage changed) {
    return new TaskHeaders(task, id, changed, timing, origin, ignoreResult, stamps, user);
  }

  public TaskHeaders withTiming(Timing changed) {
    return new TaskHeaders(task, id, lineage, changed, origin, ignoreResult, stamps, user);
  }

  public TaskHeaders withOrigin(Origin changed) {
    return new TaskHeaders(task, id, lineage, timing, changed, ignoreResult, stamps, user);
  }

  public TaskHeaders withIgnoreResult(@Nullable Boolean changed) {
    return new TaskHeaders(task, id, lineage, timing, origin, changed, stamps, user);
  }

  public TaskHeaders withUser(Map<String, JsonNode> changed) {
    return new TaskHeaders(task, id, lineage, timing, origin, ignoreResult, stamps, changed);
  }
}
