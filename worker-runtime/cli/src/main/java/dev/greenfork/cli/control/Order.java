package dev.greenfork.cli.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** What {@code greenfork control} can order, and its arguments in order. */
@SuppressWarnings("ImmutableEnumChecker") // why: the lists are copies that cannot be changed
enum Order {
  POOL_GROW(Needs.of(0, "n:int")),
  POOL_SHRINK(Needs.of(0, "n:int")),
  AUTOSCALE(Needs.of(2, "max:int", "min:int")),
  RATE_LIMIT(Needs.of(2, "task_name", "rate_limit")),
  TIME_LIMIT(Needs.of(2, "task_name", "soft:seconds", "hard:seconds")),
  ADD_CONSUMER(Needs.of(1, "queue", "exchange", "exchange_type", "routing_key")),
  CANCEL_CONSUMER(Needs.of(1, "queue")),
  ENABLE_EVENTS(Needs.of(0)),
  DISABLE_EVENTS(Needs.of(0)),
  HEARTBEAT(Needs.of(0)),
  POOL_RESTART(Needs.of(0)),
  SHUTDOWN(Needs.of(0));

  /**
   * Arguments.
   *
   * @param least how many there must be
   * @param names with a type where it is no text
   */
  private record Needs(int least, List<String> names) {

    static Needs of(int least, String... names) {
      return new Needs(least, List.of(names));
    }
  }

  private final Needs needs;

  Order(Needs needs) {
    this.needs = needs;
  }

  /** Celery's name of it. */
  String method() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return method().replace('_', '-');
  }

  /** Whether stock workers answer it. */
  boolean isAnswered() {
    return this != SHUTDOWN && this != HEARTBEAT;
  }

  /**
   * The arguments by name.
   *
   * @throws IllegalArgumentException if they do not fit, with a sentence that says how they do
   */
  ObjectNode arguments(List<String> given) {
    if (given.size() < needs.least() || given.size() > needs.names().size()) {
      throw new IllegalArgumentException(
          "%s takes %s; %d were given."
              .formatted(
                  this,
                  needs.names().isEmpty() ? "no arguments" : String.join(" ", needs.names()),
                  given.size()));
    }
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < given.size(); i++) {
      String[] name = needs.names().get(i).split(":", 2);
      put(arguments, name[0], name.length < 2 ? "text" : name[1], given.get(i));
    }
    return arguments;
  }

  private void put(ObjectNode arguments, String name, String type, String value) {
    try {
      switch (type) {
        case "int" -> arguments.put(name, Integer.parseInt(value));
        case "seconds" -> arguments.put(name, Double.parseDouble(value));
        default -> arguments.put(name, value);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: %s must be a number, not '%s'.".formatted(this, name, value), e);
    }
  }
}
