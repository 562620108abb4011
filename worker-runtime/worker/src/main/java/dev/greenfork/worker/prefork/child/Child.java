package dev.greenfork.worker.prefork.child;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.protocol.typed.TaskJson;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.run.Retries;
import dev.greenfork.worker.run.TaskCode;
import dev.greenfork.worker.tasks.TaskInstances;
import dev.greenfork.worker.tasks.TaskRegistry;
import java.io.EOFException;
import java.io.IOException;

/**
 * A child at work. The thread that serves reads all frames, so that the end of the parent is seen
 * at once; the task thread runs the tasks.
 */
final class Child implements AutoCloseable {

  private final ParentLink parent;
  private final TaskInstances instances;
  private final TaskThread tasks;
  private final ParentCalls calls;

  private Child(ParentLink parent, TaskInstances instances, TaskThread tasks, ParentCalls calls) {
    this.parent = parent;
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
    return new Child(parent, instances, tasks, calls);
  }

  /** Works until the parent closes the connection. */
  void serve() throws IOException {
    tasks.start();
    while (true) {
      Frame frame;
      try {
        frame = parent.read();
      } catch (EOFException e) {
        return;
      }
      switch (frame) {
        case Frame.Run run -> tasks.submit(run);
        case Frame.Answer(long number, String text) -> calls.answered(number, text);
        case Frame.Refusal(long number, String reason) -> calls.refused(number, reason);
        default -> throw new IOException("the parent sent a frame for parents: " + frame);
      }
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
