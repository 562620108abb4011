package dev.greenfork.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored result (what Celery keeps under {@code celery-task-meta-<id>}).
 *
 * @param taskId the task
 * @param status a {@link TaskState} name, or a state of the application's own
 * @param result the value; for FAILURE, RETRY and REVOKED the exception's tree, see {@link
 *     ResultCodec#exception}
 * @param traceback text that ends in a newline, for exception states
 * @param children results of the tasks that this one sent, in Celery's tuple form; empty for none
 * @param dateDone when it ended; null unless it has
 * @param links its group and parent
 * @param extended further fields, such as {@code name} and {@code args}; mostly none
 */
public record ResultMeta(
    String taskId,
    String status,
    JsonNode result,
    @Nullable String traceback,
    ArrayNode children,
    @Nullable Instant dateDone,
    Links links,
    ObjectNode extended) {

  static final ObjectNode NOT_EXTENDED = JsonNodeFactory.instance.objectNode();

  /** Without what Celery stores only where {@code result_extended} is set. */
  public ResultMeta(
      String taskId,
      String status,
      JsonNode result,
      @Nullable String traceback,
      ArrayNode children,
      @Nullable Instant dateDone,
      Links links) {
    this(taskId, status, result, traceback, children, dateDone, links, NOT_EXTENDED);
  }

  /** The same with what is stored where {@code result_extended} is set. */
  public ResultMeta extendedBy(ObjectNode more) {
    return new ResultMeta(taskId, status, result, traceback, children, dateDone, links, more);
  }

  /** The group and the task that a result belongs to, where known. */
  public record Links(@Nullable String groupId, @Nullable String parentId) {

    /** Neither. */
    public static final Links NONE = new Links(null, null);
  }

  /** SUCCESS with this value. */
  public static ResultMeta success(String taskId, JsonNode value, Instant done, Links links) {
    return new ResultMeta(taskId, TaskState.SUCCESS.name(), value, null, none(), done, links);
  }

  /** FAILURE with this exception. */
  public static ResultMeta failure(
      String taskId, ExceptionInfo exception, String traceback, Instant done, Links links) {
    ObjectNode tree = ResultCodec.exception(exception);
    return new ResultMeta(taskId, TaskState.FAILURE.name(), tree, traceback, none(), done, links);
  }

  /** REVOKED with this exception: the task was cancelled or expired. */
  public static ResultMeta revoked(
      String taskId, ExceptionInfo exception, Instant done, Links links) {
    ObjectNode tree = ResultCodec.exception(exception);
    return new ResultMeta(taskId, TaskState.REVOKED.name(), tree, null, none(), done, links);
  }

  /** STARTED on this node by this process. */
  public static ResultMeta started(String taskId, String node, long pid, Links links) {
    ObjectNode where = JsonNodeFactory.instance.objectNode().put("pid", pid).put("hostname", node);
    return new ResultMeta(taskId, TaskState.STARTED.name(), where, null, none(), null, links);
  }

  /** PENDING: what a key that is absent means. */
  public static ResultMeta pending(String taskId) {
    return new ResultMeta(
        taskId, TaskState.PENDING.name(), NullNode.getInstance(), null, none(), null, Links.NONE);
  }

  /** Whether the task has ended. */
  public boolean isReady() {
    return switch (status) {
      case "SUCCESS", "FAILURE", "REVOKED" -> true;
      default -> false;
    };
  }

  private static ArrayNode none() {
    return JsonNodeFactory.instance.arrayNode(0);
  }
}
