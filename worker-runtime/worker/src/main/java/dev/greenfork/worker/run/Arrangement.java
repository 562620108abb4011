package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.canvas.ResultTree;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.protocol.canvas.TaskArgs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one of Celery's own tasks brings about, together with its end. */
public sealed interface Arrangement {

  /** Starts a workflow; what that will leave is the task's result. */
  record Begin(Signature workflow, TaskArgs given) implements Arrangement {}

  /**
   * Sends the members of a group for which somebody waits already.
   *
   * @param result of the group, which is the task's result
   */
  record Members(
      String group, List<Signature> members, TaskArgs given, ResultTree result, boolean isChild)
      implements Arrangement {}

  /** Starts the body of a chord with the results of its parts. */
  record Body(ObjectNode body, ArrayNode results) implements Arrangement {}

  /**
   * Fails the body of a chord.
   *
   * @param reason the chord's failure, for people
   * @param behind the failure that it comes from
   * @param own how the task itself fails; null if it has done what it is for
   */
  record NoBody(ObjectNode body, String reason, ExceptionInfo behind, Outcome.@Nullable Failure own)
      implements Arrangement {}
}
