package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.broker.StandingOrders;
import dev.greenfork.broker.StandingOrders.TimeOrder;
import dev.greenfork.task.index.RateLimit;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.limits.TaskLimits;
import dev.greenfork.worker.tasks.Builtins;
import dev.greenfork.worker.tasks.TaskRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes how often and how long tasks may run. What all workers were told is kept for those that
 * start later.
 */
final class LimitCommands {

  private static final Logger log = LoggerFactory.getLogger(LimitCommands.class);

  private final TaskRegistry tasks;
  private final TaskLimits limits;
  private final StandingOrders orders;

  LimitCommands(TaskRegistry tasks, TaskLimits limits, StandingOrders orders) {
    this.tasks = tasks;
    this.limits = limits;
    this.orders = orders;
  }

  void addTo(Panel panel) {
    panel.add(this::rate, "rate_limit");
    panel.add(this::time, "time_limit");
    panel.add(this::registered, "registered", "dump_tasks");
  }

  /** Takes over what was ordered before this worker could hear it; unknown tasks are left out. */
  void restore(StandingOrders.Orders kept) {
    kept.rates()
        .forEach(
            (task, text) -> {
              if (tasks.find(task) != null) {
                setRate(task, text);
              }
            });
    kept.times()
        .forEach(
            (task, order) -> {
              if (tasks.find(task) != null) {
                limits.times().set(task, limits(order));
              }
            });
  }

  private JsonNode rate(Arguments call) {
    String task = call.text("task_name");
    JsonNode given = call.values().path("rate_limit");
    String text = given.isNull() || given.isMissingNode() ? "0" : given.asText();
    Optional<RateLimit> rate;
    try {
      rate = RateLimit.parse(text);
    } catch (IllegalArgumentException e) {
      return Command.error(
          "Invalid rate limit string: "
              + CommandException.value(String.valueOf(e.getMessage())).repr());
    }
    if (tasks.find(task) == null) {
      log.error("Rate limit attempt for unknown task {}", task);
      return Command.error("unknown task");
    }
    limits.rates().set(task, rate);
    if (call.everybody()) {
      logFailure(orders.limitRate(task, text));
    }
    if (rate.isEmpty()) {
      log.info("Rate limits disabled for tasks of type {}", task);
      return Command.ok("rate limit disabled successfully");
    }
    log.info("New rate limit for tasks of type {}: {}.", task, text);
    return Command.ok("new rate limit set successfully");
  }

  private JsonNode time(Arguments call) {
    String task = call.text("task_name");
    if (tasks.find(task) == null) {
      log.error("Change time limit attempt for unknown task {}", task);
      return Command.error("unknown task");
    }
    TimeOrder order = new TimeOrder(call.seconds("soft"), call.seconds("hard"));
    limits.times().set(task, limits(order));
    if (call.everybody()) {
      logFailure(orders.limitTime(task, order));
    }
    log.info(
        "New time limits for tasks of type {}: soft={} hard={}", task, order.soft(), order.hard());
    return Command.ok("time limits set successfully");
  }

  private JsonNode registered(Arguments call) {
    boolean rates =
        call.texts("taskinfoitems").isEmpty() || call.texts("taskinfoitems").contains("rate_limit");
    Set<String> builtins = call.flag("builtins") ? Builtins.names() : Set.of();
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    Stream.concat(tasks.all().stream().map(TaskDefinition::name), builtins.stream())
        .sorted()
        .map(
            name ->
                rates ? name + limits.rates().of(name).map(LimitCommands::shown).orElse("") : name)
        .forEach(names::add);
    return names;
  }

  private static String shown(RateLimit rate) {
    return " [rate_limit=" + rate.text() + "]";
  }

  private void setRate(String task, String text) {
    try {
      limits.rates().set(task, RateLimit.parse(text));
    } catch (IllegalArgumentException e) {
      log.warn("The rate that is kept for {} cannot be used: {}", task, e.getMessage());
    }
  }

  private static TimeLimits limits(TimeOrder order) {
    return new TimeLimits(duration(order.soft()), duration(order.hard()));
  }

  private static @Nullable Duration duration(@Nullable Double seconds) {
    return seconds == null || seconds <= 0 ? null : Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static void logFailure(CompletionStage<Void> written) {
    var _ =
        written.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                log.warn("A limit was not kept at the broker: {}", failure.getMessage());
              }
            });
  }
}
