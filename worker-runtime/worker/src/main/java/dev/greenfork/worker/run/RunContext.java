package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.task.Call;
import dev.greenfork.task.TaskContext;
import dev.greenfork.task.Workflow;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The context of one run; how it sends depends on the process that it is in. */
public final class RunContext implements TaskContext {

  private static final ObjectMapper PLAIN = new ObjectMapper();

  /**
   * What is known about the run.
   *
   * @param deadline null where the task has no limit
   * @param surroundings what its message says besides, made when it is asked for
   */
  public record Facts(
      String id,
      String name,
      int retries,
      String queue,
      @Nullable Instant deadline,
      Supplier<ObjectNode> surroundings) {}

  /** Sends in the name of the run. */
  public interface Sender {

    /** Sends a task; its id. */
    String send(Call call);

    /** Starts a workflow; the id of its result. */
    String start(Workflow workflow);

    /** Starts one more part of the run's chord; the id of its result. */
    String addToChord(Workflow more);
  }

  /** What the run asks of its worker besides sending; see {@link TaskContext}. */
  public interface Desk {

    /** Stores a state. */
    void state(String state, @Nullable Object meta);

    /** Reads what is stored of a task. */
    Optional<Stored> result(String taskId);

    /** Whether nobody wants the run any more. */
    boolean isRevoked();
  }

  private final Facts facts;
  private final Sender sender;
  private final Desk desk;

  public RunContext(Facts facts, Sender sender, Desk desk) {
    this.facts = facts;
    this.sender = sender;
    this.desk = desk;
  }

  @Override
  public void state(String state, @Nullable Object meta) {
    StateNames.requireOwn(state);
    desk.state(state, meta);
  }

  @Override
  public Optional<Stored> result(String taskId) {
    return desk.result(taskId);
  }

  @Override
  public boolean isRevoked() {
    return desk.isRevoked();
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
    return sender.send(call);
  }

  @Override
  public String send(Workflow workflow) {
    return workflow instanceof Call call ? sender.send(call) : sender.start(workflow);
  }

  @Override
  public String addToChord(Workflow more) {
    return sender.addToChord(more);
  }

  @Override
  public Position position() {
    return Surroundings.position(facts.surroundings().get());
  }

  @Override
  public Map<String, Object> stamps() {
    return Surroundings.map(facts.surroundings().get(), "stamps", PLAIN);
  }

  @Override
  public Map<String, Object> headers() {
    return Surroundings.map(facts.surroundings().get(), "headers", PLAIN);
  }
}
