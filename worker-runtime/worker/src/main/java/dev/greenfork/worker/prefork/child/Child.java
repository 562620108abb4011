package dev.greenfork.worker.prefork.child;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.protocol.typed.TaskJson;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.run.Retries;
import dev.greenfork.worker.run.TaskCode;
import dev.greenfork.worker.tasks.TaskInstances;
import dev.greenfork.worker.tasks.TaskRegistry;
import java.io.IOException;

/** A child at work: its tasks, and the thread that runs them. */
final class Child implements AutoCloseable {

  private final TaskInstances instances;
  private final TaskThread tasks;
  private final ParentCalls calls;

  private Child(TaskInstances instances, TaskThread tasks, ParentCalls calls) {
    this.instances = instances;
    this.tasks = tasks;
    this.calls = calls;
  }

  static Child start(ParentLink parent) throws IOException {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    TaskRegistry registry = TaskRegistry.load(loader);
    TaskInstances instances = TaskInstances.make(registry, loader);
    ObjectMapper mapper = TaskJson.mapper();
    ParentCalls calls = new ParentCalls(parent);
    ParentSender sender = new ParentSender(calls, mapper);
    TaskThread tasks =
        new TaskThread(
            parent, registry, new TaskCode(instances, mapper, Retries.of(mapper)), sender, mapper);
    parent.write(new Frame.Ready(registry.all().size()));
    return new Child(instances, tasks, calls);
  }

  /** Runs what it is given from now on. */
  void work() {
    tasks.start();
  }

  /** Does what the parent says. */
  void hear(Frame frame) throws IOException {
    switch (frame) {
      case Frame.Run run -> tasks.submit(run);
      case Frame.Answer(long number, String text) -> calls.answered(number, text);
      case Frame.Refusal(long number, String reason) -> calls.refused(number, reason);
      default -> throw new IOException("the parent sent a frame for parents: " + frame);
    }
  }

  /** Closes the task instances, unless a task still runs: then nobody may touch them. */
  @Override
  public void close() {
    if (!tasks.isBusy()) {
      instances.close();
    }
  }
}
