package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.PythonExceptions;
import dev.greenfork.protocol.PythonRepr;
import dev.greenfork.task.RetryTask;
import dev.greenfork.task.TaskContext;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a task runs again that asks for it, or that failed in a way for which its author
 * wants it (celery.app.task, Task.retry; celery.app.autoretry). Thread safe.
 */
public final class Retries {

  private final ObjectMapper mapper;
  private final InstantSource clock;
  private final DoubleSupplier random;

  /**
   * @param random zero to one, for jitter
   */
  Retries(ObjectMapper mapper, InstantSource clock, DoubleSupplier random) {
    this.mapper = mapper;
    this.clock = clock;
    this.random = random;
  }

  /** By the system's clock. */
  public static Retries of(ObjectMapper mapper) {
    return new Retries(
        mapper, InstantSource.system(), () -> ThreadLocalRandom.current().nextDouble());
  }

  /** A run that asks to be done again. */
  record Attempt(TaskDefinition task, ArrayNode args, ObjectNode kwargs, TaskContext context) {}

  /** What becomes of a run that threw this. */
  Outcome asked(Attempt attempt, RetryTask wish) {
    TaskOptions.RetryPolicy policy = attempt.task().options().retries();
    Throwable reason = wish.getCause();
    if (isSpent(attempt.context().retries(), wish.maxRetries().orElse(policy.maxRetries()))) {
      return reason == null ? exceeded(attempt) : Failures.thrown(reason);
    }
    try {
      return new Outcome.Retry(
          pause(wish, policy), info(wish, reason), trace(wish, reason), changed(attempt, wish));
    } catch (IllegalArgumentException e) {
      return Failures.result(
          "The arguments for the retry of %s cannot be written as JSON: %s"
              .formatted(attempt.task().name(), e.getMessage()));
    }
  }

  /** What becomes of a run that threw this, after so many retries. */
  Outcome failed(TaskDefinition task, Throwable thrown, int retries) {
    TaskOptions.RetryPolicy policy = task.options().retries();
    if (!isAny(thrown, policy.retryFor())
        || isAny(thrown, policy.dontRetryFor())
        || isSpent(retries, policy.maxRetries())) {
      return Failures.thrown(thrown);
    }
    TaskOptions.Backoff backoff = policy.backoff();
    Duration pause = backoff == null ? policy.delay() : grown(backoff, retries);
    return new Outcome.Retry(pause, PythonExceptions.describe(thrown), Tracebacks.of(thrown), null);
  }

  private static boolean isSpent(int retries, int most) {
    return most >= 0 && retries >= most;
  }

  private static boolean isAny(Throwable thrown, List<Class<? extends Throwable>> types) {
    return types.stream().anyMatch(type -> type.isInstance(thrown));
  }

  private Duration grown(TaskOptions.Backoff backoff, int retries) {
    double factor = Math.pow(2, retries);
    double millis =
        Math.min((double) backoff.max().toMillis(), backoff.first().toMillis() * factor);
    return Duration.ofMillis(Math.round(backoff.jitter() ? millis * random.getAsDouble() : millis));
  }

  private Duration pause(RetryTask wish, TaskOptions.RetryPolicy policy) {
    Duration until =
        wish.at()
            .map(at -> Duration.between(clock.instant(), at))
            .orElseGet(() -> wish.after().orElse(policy.delay()));
    return until.isNegative() ? Duration.ZERO : until;
  }

  private Outcome.@Nullable Arguments changed(Attempt attempt, RetryTask wish) {
    ArrayNode args = wish.args().<ArrayNode>map(mapper::valueToTree).orElse(null);
    ObjectNode kwargs = wish.kwargs().<ObjectNode>map(mapper::valueToTree).orElse(null);
    if (args == null) {
      return kwargs == null ? null : named(attempt, kwargs);
    }
    if (kwargs == null) {
      ObjectNode rest = attempt.kwargs().deepCopy();
      List<String> names = names(attempt);
      rest.remove(names.subList(0, Math.min(names.size(), args.size())));
      return new Outcome.Arguments(args, rest);
    }
    return new Outcome.Arguments(args, kwargs);
  }

  /** An argument that was given by position before gives way to one given by name now. */
  private Outcome.Arguments named(Attempt attempt, ObjectNode kwargs) {
    ArrayNode before = attempt.args();
    List<String> names = names(attempt);
    int known = Math.min(names.size(), before.size());
    if (names.subList(0, known).stream().noneMatch(kwargs::has)) {
      return new Outcome.Arguments(before, kwargs);
    }
    ObjectNode all = mapper.createObjectNode();
    for (int i = 0; i < known; i++) {
      all.set(names.get(i), before.get(i));
    }
    all.setAll(kwargs);
    return new Outcome.Arguments(mapper.createArrayNode(), all);
  }

  private static List<String> names(Attempt attempt) {
    return attempt.task().parameters().stream().map(Parameter::name).toList();
  }

  private static ExceptionInfo info(RetryTask wish, @Nullable Throwable reason) {
    return reason == null
        ? ExceptionInfo.of("Retry", String.valueOf(wish.getMessage()), "celery.exceptions")
        : PythonExceptions.describe(reason);
  }

  private static String trace(RetryTask wish, @Nullable Throwable reason) {
    return Tracebacks.of(reason == null ? wish : reason);
  }

  private static Outcome exceeded(Attempt attempt) {
    return Failures.retriesExceeded(
        "Can't retry %s[%s] args:%s kwargs:%s"
            .formatted(
                attempt.task().name(),
                attempt.context().id(),
                PythonRepr.args(attempt.args()),
                PythonRepr.kwargs(attempt.kwargs())));
  }
}
