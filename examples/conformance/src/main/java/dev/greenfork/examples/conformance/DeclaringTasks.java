package dev.greenfork.examples.conformance;

import dev.greenfork.task.Ack;
import dev.greenfork.task.Call;
import dev.greenfork.task.Kind;
import dev.greenfork.task.Task;
import dev.greenfork.task.TaskContext;
import org.jspecify.annotations.Nullable;

/** Tasks that are like others but for what they declare. */
public final class DeclaringTasks {

  private final WaitingTasks waiting = new WaitingTasks();

  /** An echo that starts at most four times a second. */
  @Task(name = "conformance.limited", kind = Kind.IO, rateLimit = "4/s")
  public @Nullable Object limited(@Nullable Object x) {
    return x;
  }

  /** An echo whose result is not stored unless the message says otherwise. */
  @Task(name = "conformance.ignored", kind = Kind.IO, ignoreResult = true)
  public @Nullable Object ignored(@Nullable Object x) {
    return x;
  }

  /** A sleep with a state when it has started. */
  @Task(name = "conformance.tracked", kind = Kind.IO, trackStarted = true)
  public double tracked(double seconds) throws InterruptedException {
    return waiting.sleep(seconds);
  }

  /** A sleep that is interrupted after half a second. */
  @Task(name = "conformance.bounded", kind = Kind.IO, softTime = "500ms", hardTime = "30s")
  public double bounded(double seconds) throws InterruptedException {
    return waiting.sleep(seconds);
  }

  /** A sleep that is acknowledged before it starts: lost with its worker. */
  @Task(name = "conformance.early", kind = Kind.IO, ack = Ack.EARLY)
  public double early(double seconds) throws InterruptedException {
    return waiting.sleep(seconds);
  }

  /** Sends {@code count} echoes to a queue: its children. Returns how many. */
  @Task(name = "conformance.spawn", kind = Kind.IO)
  public int spawn(int count, String queue) {
    for (int i = 0; i < count; i++) {
      TaskContext.current().send(Call.of("conformance.echo", i).to(queue));
    }
    return count;
  }
}
