package dev.greenfork.task.index;

import java.util.List;

/**
 * The tasks of one compilation, written by the annotation processor and found by {@link
 * java.util.ServiceLoader}, so that no class path is scanned when a worker starts.
 */
public interface TaskIndex {

  /** The tasks, by class and then by name. */
  List<TaskDefinition> tasks();
}
