package dev.greenfork.worker.run;

import dev.greenfork.task.Call;
import dev.greenfork.task.TaskContext;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The context of one run; how it sends depends on the process that it is in. */
public final class RunContext implements TaskContext {

  /**
   * What is known about the run.
   *
   * @param deadline null where the task has no limit
   */
  public record Facts(
      String id, String name, int retries, String queue, @Nullable Instant deadline) {}

  private final Facts facts;
  private final Function<Call, String> sender;

  /** A context that sends through {@code sender}, which gives the new task's id. */
  public RunContext(Facts facts, Function<Call, String> sender) {
    this.facts = facts;
    this.sender = sender;
  }

  @Override
  public String id() {
    return facts.id();
  }

  @Override
  public String name() {
    return facts.name();
  }

  @Override
  public int retries() {
    return facts.retries();
  }

  @Override
  public String queue() {
    return facts.queue();
  }

  @Override
  public Optional<Instant> deadline() {
    return Optional.ofNullable(facts.deadline());
  }

  @Override
  public String send(Call call) {
    return sender.apply(call);
  }
}
