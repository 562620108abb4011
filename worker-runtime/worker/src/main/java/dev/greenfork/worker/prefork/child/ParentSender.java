package dev.greenfork.worker.prefork.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.protocol.canvas.SignatureCodec;
import dev.greenfork.task.Call;
import dev.greenfork.task.TaskSendException;
import dev.greenfork.task.Workflow;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.run.RunContext;
import dev.greenfork.worker.run.WorkflowMapper;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/** Sends tasks by asking the parent to. Thread safe. */
final class ParentSender {

  /** Longer than the parent tries, so that its reason arrives. */
  private static final int PATIENCE_SECONDS = 30;

  private final ParentLink parent;
  private final ObjectMapper mapper;
  private final WorkflowMapper workflows;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, CompletableFuture<String>> open = new ConcurrentHashMap<>();

  ParentSender(ParentLink parent, ObjectMapper mapper) {
    this.parent = parent;
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
        return ask(workflows.map(workflow, queue), Frame.Start::new);
      }

      @Override
      public String addToChord(Workflow more) {
        return ask(workflows.map(more, queue), Frame.AddToChord::new);
      }
    };
  }

  private String send(Call call) {
    return ask(
        call.task(),
        number ->
            new Frame.Send(
                number,
                call.task(),
                mapper.writeValueAsString(call.args()),
                mapper.writeValueAsString(call.kwargs()),
                call.queue().orElse(null)));
  }

  private String ask(Signature signature, BiFunction<Long, String, Frame> frame) {
    return ask(
        signature.task(),
        number -> frame.apply(number, mapper.writeValueAsString(SignatureCodec.write(signature))));
  }

  /** Makes the frame of a request with this number. */
  private interface Request {
    Frame of(long number) throws JsonProcessingException;
  }

  private String ask(String task, Request request) {
    long number = numbers.incrementAndGet();
    CompletableFuture<String> answer = new CompletableFuture<>();
    open.put(number, answer);
    try {
      parent.write(request.of(number));
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (JsonProcessingException e) {
      throw new TaskSendException(
          "The arguments of task %s cannot be written as JSON: %s"
              .formatted(task, e.getOriginalMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskSendException("Interrupted while " + task + " was being sent.", e);
    } catch (IOException | TimeoutException e) {
      throw new TaskSendException(
          "The worker did not answer whether task " + task + " was sent: " + e, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new TaskSendException(String.valueOf(cause.getMessage()), cause);
    } finally {
      open.remove(number);
    }
  }

  void sent(long number, String id) {
    CompletableFuture<String> answer = open.get(number);
    if (answer != null) {
      answer.complete(id);
    }
  }

  void refused(long number, String reason) {
    CompletableFuture<String> answer = open.get(number);
    if (answer != null) {
      answer.completeExceptionally(new TaskSendException(reason, null));
    }
  }
}
