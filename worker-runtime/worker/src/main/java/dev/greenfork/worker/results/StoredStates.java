package dev.greenfork.worker.results;

import dev.greenfork.broker.StoredResult;
import dev.greenfork.protocol.Lineage;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.ResultMeta;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.WorkerOptions;
import org.jspecify.annotations.Nullable;

/** Says whether a state of a task is stored, and in which form. Thread safe. */
public final class StoredStates {

  private final ResultCodec codec;
  private final String node;
  private final WorkerOptions.Storing storing;

  /**
   * @param node the worker's name
   * @param storing what it stores besides values
   */
  public StoredStates(ResultCodec codec, String node, WorkerOptions.Storing storing) {
    this.codec = codec;
    this.node = node;
    this.storing = storing;
  }

  /** Whether states and results are stored: as the message says, else as its task does. */
  public static boolean wanted(TaskMessage message, TaskDefinition task) {
    Boolean ignored = message.headers().ignoreResult();
    return !(ignored == null ? task.options().storing().ignoreResult() : ignored);
  }

  /**
   * The state STARTED, where it is to be stored; null elsewhere.
   *
   * @param pid the process that runs the task
   */
  public @Nullable StoredResult started(TaskMessage message, TaskDefinition task, long pid) {
    return storing.trackStarted() || task.options().storing().trackStarted()
        ? unlessIgnored(message, task, ResultMeta.started(message.id(), node, pid, links(message)))
        : null;
  }

  /** This state; null if nobody wants it. */
  public @Nullable StoredResult unlessIgnored(
      TaskMessage message, TaskDefinition task, ResultMeta meta) {
    return wanted(message, task) ? always(message, meta) : null;
  }

  /** This state, whether or not a result is wanted. */
  public StoredResult always(TaskMessage message, ResultMeta meta) {
    ResultMeta full = storing.extended() ? meta.extendedBy(ExtendedResult.of(message, node)) : meta;
    return new StoredResult(meta.taskId(), codec.encode(full));
  }

  /** What each state says of where its task belongs. */
  public static ResultMeta.Links links(TaskMessage message) {
    Lineage lineage = message.headers().lineage();
    return new ResultMeta.Links(lineage.group(), lineage.parentId());
  }
}
