package dev.greenfork.protocol.event;

import dev.greenfork.protocol.Lineage;
import dev.greenfork.protocol.Origin;
import dev.greenfork.protocol.PythonRepr;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.Timing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to one task (celery.worker.request, celery.app.amqp). */
public sealed interface TaskEvent {

  /** The name of the type, and of the routing key with dots for hyphens. */
  String type();

  /** The task's id. */
  String uuid();

  /**
   * A task as monitors show it.
   *
   * @param name shown name
   * @param args as Python would print them, shortened
   * @param kwargs as Python would print them, shortened
   */
  record Shown(
      String uuid,
      String name,
      String args,
      String kwargs,
      @Nullable String rootId,
      @Nullable String parentId,
      int retries,
      @Nullable Instant eta,
      @Nullable Instant expires) {

    /** A message under this name: by the sender's words where it sent some. */
    public static Shown of(TaskMessage message, String name) {
      Origin origin = message.headers().origin();
      Lineage lineage = message.headers().lineage();
      Timing timing = message.headers().timing();
      String args = origin.argsRepr();
      String kwargs = origin.kwargsRepr();
      return new Shown(
          message.id(),
          name,
          args == null ? PythonRepr.args(message.body().args()) : args,
          kwargs == null ? PythonRepr.kwargs(message.body().kwargs()) : kwargs,
          lineage.rootId(),
          lineage.parentId(),
          timing.retries(),
          timing.eta(),
          timing.expires());
    }
  }

  /** A client sent it to a queue. */
  record Sent(Shown task, String queue, String exchange, String routingKey) implements TaskEvent {
    @Override
    public String type() {
      return "task-sent";
    }

    @Override
    public String uuid() {
      return task.uuid();
    }
  }

  /** A worker has it. Monitors know its name from here. */
  record Received(Shown task) implements TaskEvent {
    @Override
    public String type() {
      return "task-received";
    }

    @Override
    public String uuid() {
      return task.uuid();
    }
  }

  /** It runs. */
  record Started(String uuid) implements TaskEvent {
    @Override
    public String type() {
      return "task-started";
    }
  }

  /**
   * It returned.
   *
   * @param result as Python would print it, shortened
   * @param seconds wall time of the run
   */
  record Succeeded(String uuid, String result, double seconds) implements TaskEvent {
    @Override
    public String type() {
      return "task-succeeded";
    }
  }

  /** It failed. */
  record Failed(String uuid, String exception, String traceback) implements TaskEvent {
    @Override
    public String type() {
      return "task-failed";
    }
  }

  /** It will run again. */
  record Retried(String uuid, String exception, String traceback) implements TaskEvent {
    @Override
    public String type() {
      return "task-retried";
    }
  }

  /** It was called off. */
  record Revoked(String uuid, boolean terminated, @Nullable String signal, boolean expired)
      implements TaskEvent {
    @Override
    public String type() {
      return "task-revoked";
    }
  }

  /** A worker gave it up. */
  record Rejected(String uuid, boolean requeue) implements TaskEvent {
    @Override
    public String type() {
      return "task-rejected";
    }
  }
}
