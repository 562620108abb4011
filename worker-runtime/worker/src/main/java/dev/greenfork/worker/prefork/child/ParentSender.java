package dev.greenfork.worker.prefork.child;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.protocol.canvas.SignatureCodec;
import dev.greenfork.task.Call;
import dev.greenfork.task.Workflow;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.run.RunContext;
import dev.greenfork.worker.run.WorkflowMapper;
import java.util.function.BiFunction;

/** Sends tasks by asking the parent to. Thread safe. */
final class ParentSender {

  private final ParentCalls calls;
  private final ObjectMapper mapper;
  private final WorkflowMapper workflows;

  ParentSender(ParentCalls calls, ObjectMapper mapper) {
    this.calls = calls;
    this.mapper = mapper;
    this.workflows = new WorkflowMapper(mapper);
  }

  /** Sends in the name of a task that came from {@code queue}. */
  RunContext.Sender of(String queue) {
    return new RunContext.Sender() {
      @Override
      public String send(Call call) {
        return ParentSender.this.send(call);
      }

      @Override
      public String start(Workflow workflow) {
        return ask("Starting", workflows.map(workflow, queue), Frame.Start::new);
      }

      @Override
      public String addToChord(Workflow more) {
        return ask("Adding to the chord", workflows.map(more, queue), Frame.AddToChord::new);
      }
    };
  }

  /** Asks in the name of one run. */
  RunContext.Desk desk() {
    return new ParentDesk(calls, mapper);
  }

  private String send(Call call) {
    return calls.ask(
        "Sending task " + call.task(),
        number ->
            new Frame.Send(
                number,
                call.task(),
                mapper.writeValueAsString(call.args()),
                mapper.writeValueAsString(call.kwargs()),
                call.queue().orElse(null)));
  }

  private String ask(
      String verb, Signature signature, BiFunction<Long, String, Frame.Request> frame) {
    return calls.ask(
        "%s %s".formatted(verb, signature.task()),
        number -> frame.apply(number, mapper.writeValueAsString(SignatureCodec.write(signature))));
  }
}
