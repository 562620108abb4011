package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.protocol.canvas.Canvas;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.task.Call;
import dev.greenfork.task.TaskSendException;
import dev.greenfork.task.Workflow;
import java.util.List;

/** Maps the workflows that a task starts to signatures. Thread safe. */
public final class WorkflowMapper {

  private final CallArguments arguments;

  public WorkflowMapper(ObjectMapper mapper) {
    this.arguments = new CallArguments(mapper);
  }

  /**
   * The signature of {@code workflow}.
   *
   * @param queue of the calls that name none
   * @throws TaskSendException if an argument cannot be written as JSON
   */
  public Signature map(Workflow workflow, String queue) {
    return switch (workflow) {
      case Call call -> map(call, queue);
      case Workflow.Chain(var steps) -> Canvas.chain(all(steps, queue));
      case Workflow.Group(var members) -> Canvas.group(all(members, queue));
      case Workflow.Chord(var header, var body) ->
          Canvas.chord(all(header, queue), map(body, queue));
    };
  }

  private Signature map(Call call, String queue) {
    Signature signature =
        Signature.of(call.task(), arguments.args(call), arguments.kwargs(call))
            .withOption("queue", JsonNodeFactory.instance.textNode(call.queue().orElse(queue)));
    return call.alone() ? signature.asImmutable() : signature;
  }

  private List<Signature> all(List<Workflow> workflows, String queue) {
    return workflows.stream().map(one -> map(one, queue)).toList();
  }
}
