package dev.greenfork.worker.prefork.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.canvas.SignatureCodec;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.logging.LogLine;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.prefork.frames.FrameTooLargeException;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.RunContext;
import dev.greenfork.worker.run.TaskCode;
import dev.greenfork.worker.tasks.TaskRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Runs one task after the other on a thread of its own and reports their outcomes. */
final class TaskThread {

  private final ParentLink parent;
  private final TaskRegistry registry;
  private final TaskCode code;
  private final ParentSender sender;
  private final ObjectMapper mapper;
  private final BlockingQueue<Frame.Run> queue = new LinkedBlockingQueue<>();
  private volatile boolean busy;

  TaskThread(
      ParentLink parent,
      TaskRegistry registry,
      TaskCode code,
      ParentSender sender,
      ObjectMapper mapper) {
    this.parent = parent;
    this.registry = registry;
    this.code = code;
    this.sender = sender;
    this.mapper = mapper;
  }

  void start() {
    Thread.ofPlatform().name("greenfork-task").daemon().start(this::work);
  }

  void submit(Frame.Run run) {
    busy = true;
    queue.add(run);
  }

  boolean isBusy() {
    return busy;
  }

  private void work() {
    // Made on this thread, which waits anyhow: its first use takes some milliseconds.
    Meter meter = new Meter();
    while (true) {
      try {
        Frame.Run run = queue.take();
        meter.begin();
        Outcome outcome = run(run);
        Frame.Used used = meter.end(run.identity().task());
        Thread.interrupted(); // What a limit may have left.
        busy = false;
        report(run, outcome, used);
      } catch (InterruptedException e) {
        // Left over from a task: there is nobody else who interrupts this thread.
      } catch (IOException e) {
        return; // The parent is gone; the reading thread ends the process.
      }
    }
  }

  private Outcome run(Frame.Run run) {
    Frame.Identity who = run.identity();
    TaskDefinition task = registry.find(who.task());
    if (task == null) {
      return Failures.internal(
          "The child does not know task " + who.task() + ", which its parent knows.");
    }
    MDC.put(LogLine.TASK_ID, who.id());
    MDC.put(LogLine.TASK_NAME, who.task());
    try (SoftLimit limit = SoftLimit.start(run.softMillis())) {
      RunContext context = new RunContext(facts(run), sender.of(who.queue()), sender.desk());
      ArrayNode args = (ArrayNode) mapper.readTree(run.args());
      ObjectNode kwargs = (ObjectNode) mapper.readTree(run.kwargs());
      return limit.judge(code.call(task, args, kwargs, context));
    } catch (JsonProcessingException e) {
      return Failures.internal("The arguments did not survive the way to the child: " + e);
    } finally {
      MDC.clear();
    }
  }

  private RunContext.Facts facts(Frame.Run run) {
    Frame.Identity who = run.identity();
    @Nullable Instant deadline =
        run.deadlineMillis() == 0 ? null : Instant.ofEpochMilli(run.deadlineMillis());
    return new RunContext.Facts(
        who.id(), who.task(), who.retries(), who.queue(), deadline, () -> surroundings(who));
  }

  private ObjectNode surroundings(Frame.Identity who) {
    try {
      return who.surroundings().isEmpty()
          ? mapper.createObjectNode().put("root", who.id())
          : (ObjectNode) mapper.readTree(who.surroundings());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("what the parent said of the task is no JSON", e);
    }
  }

  private void report(Frame.Run run, Outcome outcome, Frame.Used used) throws IOException {
    try {
      parent.write(new Frame.Ended(frame(outcome), used));
    } catch (FrameTooLargeException e) {
      parent.write(
          new Frame.Ended(
              frame(
                  Failures.internal(
                      "The result of %s is too large: %s."
                          .formatted(run.identity().task(), e.getMessage()))),
              used));
    }
  }

  private Frame frame(Outcome outcome) throws JsonProcessingException {
    return switch (outcome) {
      case Outcome.Success(var json) -> new Frame.Returned(mapper.writeValueAsString(json));
      case Outcome.Failure(var exception, var traceback, boolean interrupted) ->
          new Frame.Threw(thrown(exception, traceback), interrupted);
      case Outcome.Retry(var after, var reason, var traceback, var changed) ->
          new Frame.WantsRetry(
              after.toMillis(),
              thrown(reason, traceback),
              changed == null ? null : mapper.writeValueAsString(changed.args()),
              changed == null ? null : mapper.writeValueAsString(changed.kwargs()));
      case Outcome.Replaced(var with) ->
          new Frame.Replaced(mapper.writeValueAsString(SignatureCodec.write(with)));
      case Outcome.Ignored(var reason) -> new Frame.Ignored(reason);
      case Outcome.Rejected(boolean requeue, var reason, var traceback) ->
          new Frame.Rejected(requeue, thrown(reason, traceback));
      case Outcome.Revoked _, Outcome.Arranges _, Outcome.Lost _ ->
          throw new IllegalStateException("only the parent says so; a fault of the worker");
    };
  }

  private Frame.Thrown thrown(ExceptionInfo exception, String traceback)
      throws JsonProcessingException {
    return new Frame.Thrown(
        exception.type(),
        mapper.writeValueAsString(exception.args()),
        exception.module(),
        traceback);
  }
}
