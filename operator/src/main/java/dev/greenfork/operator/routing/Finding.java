package dev.greenfork.operator.routing;

import dev.greenfork.decisions.resources.PoolType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tasks of a queue that do not fit the pools that serve it.
 *
 * @param tasks their names, sorted
 * @param node the worker that is not Greenfork's; empty where none is concerned
 */
public record Finding(Kind kind, String queue, List<String> tasks, String node) {

  private static final int MOST_NAMED = 5;

  /** What is wrong, the most serious first. */
  public enum Kind {
    /** A worker that is not Greenfork's takes from their queue and rejects them. */
    FOREIGN_MISSES("ForeignConsumerMisses"),
    /** They require a type of pool that does not serve their queue, and wait. */
    PARKED("TasksParked"),
    /** They arrive and nobody knows them. */
    UNKNOWN("UnknownTasks"),
    /** They run in pools of the type that they are not made for, as there is no other. */
    UNSUITED("UnsuitedTasks");

    private final String reason;

    Kind(String reason) {
      this.reason = reason;
    }

    /** One word for programs. */
    public String reason() {
      return reason;
    }
  }

  public Finding {
    tasks = List.copyOf(tasks);
  }

  /**
   * A sentence for people, with what to do.
   *
   * @param type of the pool to which it is said
   */
  public String sentence(PoolType type) {
    String other = (type == PoolType.GREEN ? PoolType.PREFORK : PoolType.GREEN).word();
    return switch (kind) {
      case FOREIGN_MISSES ->
          "%s takes from queue %s and does not know %s: it drops them for good; take the queue from it"
              .formatted(node, queue, names());
      case PARKED ->
          "%s of queue %s require a type of pool that does not serve it with them: they wait in %s.parked"
              .formatted(names(), queue, queue);
      case UNKNOWN ->
          "%s arrived in queue %s and no pool there knows them: they are dead letters, see greenfork dead list %s"
              .formatted(names(), queue, queue);
      case UNSUITED ->
          "%s of queue %s are made for %s pools and none that knows them serves it: they run in this %s pool"
              .formatted(names(), queue, other, type.word());
    };
  }

  private String names() {
    String named = tasks.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    int others = tasks.size() - MOST_NAMED;
    return others > 0 ? "%s and %d more".formatted(named, others) : named;
  }
}
