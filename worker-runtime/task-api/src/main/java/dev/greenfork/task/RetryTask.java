package dev.greenfork.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a task to be run again later, under the same id; see {@link TaskContext#retry()}.
 *
 * <p>What it does not say is as the task's {@link Task} declares. Immutable.
 */
public final class RetryTask extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Terms terms;

  private record Terms(
      @Nullable Duration after,
      @Nullable Instant at,
      @Nullable Integer most,
      @Nullable List<? extends @Nullable Object> args,
      @Nullable Map<String, ? extends @Nullable Object> kwargs) {}

  private RetryTask(Terms terms, @Nullable Throwable reason) {
    super(sentence(terms), reason, false, false);
    this.terms = terms;
  }

  static RetryTask later(@Nullable Throwable reason) {
    return new RetryTask(new Terms(null, null, null, null, null), reason);
  }

  static RetryTask after(Duration pause, @Nullable Throwable reason) {
    if (pause.isNegative()) {
      throw new IllegalArgumentException("A retry cannot be " + pause + " ago; use Duration.ZERO.");
    }
    return new RetryTask(new Terms(pause, null, null, null, null), reason);
  }

  static RetryTask at(Instant time, @Nullable Throwable reason) {
    return new RetryTask(new Terms(null, time, null, null, null), reason);
  }

  /**
   * The same, but not more than {@code times} retries in all; -1 for any number. Without it, the
   * task's own {@link Task#maxRetries} holds.
   */
  public RetryTask atMost(int times) {
    if (times < -1) {
      throw new IllegalArgumentException(
          "A task cannot be retried " + times + " times; use -1 for any number.");
    }
    return with(new Terms(terms.after, terms.at, times, terms.args, terms.kwargs));
  }

  /** The same, with other arguments by position for the next run, mapped by Jackson. */
  public RetryTask withArgs(@Nullable Object... args) {
    List<@Nullable Object> copy = new ArrayList<>(args.length);
    Collections.addAll(copy, args);
    return with(new Terms(terms.after, terms.at, terms.most, copy, terms.kwargs));
  }

  /** The same, with other arguments by name for the next run, mapped by Jackson. */
  public RetryTask withKwargs(Map<String, ? extends @Nullable Object> kwargs) {
    return with(
        new Terms(terms.after, terms.at, terms.most, terms.args, new LinkedHashMap<>(kwargs)));
  }

  /** How long to wait before the next run, zero or more. */
  public Optional<Duration> after() {
    return Optional.ofNullable(terms.after);
  }

  /** When to run next. */
  public Optional<Instant> at() {
    return Optional.ofNullable(terms.at);
  }

  /** How many retries are allowed in all, -1 for any number. */
  public Optional<Integer> maxRetries() {
    return Optional.ofNullable(terms.most);
  }

  /** The arguments by position of the next run; nothing for the same again. */
  public Optional<List<? extends @Nullable Object>> args() {
    return Optional.ofNullable(terms.args);
  }

  /** The arguments by name of the next run; nothing for the same again. */
  public Optional<Map<String, ? extends @Nullable Object>> kwargs() {
    return Optional.ofNullable(terms.kwargs);
  }

  private RetryTask with(Terms changed) {
    return new RetryTask(changed, getCause());
  }

  private static String sentence(Terms terms) {
    if (terms.at != null) {
      return "Retry at " + terms.at;
    }
    return terms.after == null ? "Retry" : "Retry in " + terms.after.toMillis() / 1000.0 + " s";
  }
}
