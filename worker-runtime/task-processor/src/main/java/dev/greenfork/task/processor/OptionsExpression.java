package dev.greenfork.task.processor;

import dev.greenfork.task.index.DurationText;
import dev.greenfork.task.index.RateLimit;
import dev.greenfork.task.index.ResourceLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** Checks the options of a {@code @Task} and writes them as a Java expression. */
final class OptionsExpression {

  private static final Duration LEAST_BACKOFF = Duration.ofSeconds(1);

  private final ExecutableElement method;
  private final Map<String, AnnotationValue> values;

  private OptionsExpression(ExecutableElement method, Map<String, AnnotationValue> values) {
    this.method = method;
    this.values = values;
  }

  /** The short form where only kind and acknowledgement are declared, which is quick to load. */
  static String of(ExecutableElement method, Map<String, AnnotationValue> values) {
    OptionsExpression options = new OptionsExpression(method, values);
    String retries = options.retries();
    String limits = options.limits();
    String storing = options.storing();
    String head = "Kind.%s, Ack.%s".formatted(options.get("kind"), options.get("ack"));
    String requires = options.get("requires");
    boolean either = requires.equals("NOTHING");
    return retries.isEmpty() && limits.isEmpty() && storing.isEmpty() && either
        ? "TaskOptions.of(%s)".formatted(head)
        : "new TaskOptions(%s, %s, %s, %s%s)"
            .formatted(
                head,
                retries.isEmpty() ? "TaskOptions.RetryPolicy.DEFAULT" : retries,
                limits.isEmpty() ? "TaskOptions.RunLimits.NONE" : limits,
                storing.isEmpty() ? "TaskOptions.Storing.DEFAULT" : storing,
                either ? "" : ", dev.greenfork.task.Requires." + requires);
  }

  private String retries() {
    int most = (Integer) value("maxRetries").getValue();
    if (most < -1) {
      throw wrong("maxRetries is %d. Give 0 or more, or -1 for ever.".formatted(most));
    }
    Duration delay = time("retryDelay");
    Duration max = positive("backoffMax");
    Duration first = get("backoff").isEmpty() ? null : positive("backoff");
    if (first != null && (first.compareTo(LEAST_BACKOFF) < 0 || first.compareTo(max) > 0)) {
      throw wrong(
          "backoff is \"%s\". Give at least one second and at most backoffMax, \"%s\"."
              .formatted(get("backoff"), get("backoffMax")));
    }
    List<String> yes = classes("retryFor");
    List<String> no = classes("dontRetryFor");
    if (yes.isEmpty() && (first != null || !no.isEmpty())) {
      throw wrong(
          (first == null ? "dontRetryFor" : "backoff")
              + " has no effect without retryFor. Name the exceptions to retry for.");
    }
    boolean plain = yes.isEmpty() && most == 3 && delay.equals(Duration.ofMinutes(3));
    String backoff =
        first == null
            ? "null"
            : "new TaskOptions.Backoff(%s, %s, %s)"
                .formatted(literal(first), literal(max), get("jitter"));
    return plain
        ? ""
        : "new TaskOptions.RetryPolicy(List.of(%s), List.of(%s), %d, %s, %s)"
            .formatted(
                String.join(", ", yes), String.join(", ", no), most, literal(delay), backoff);
  }

  private String limits() {
    Duration soft = get("softTime").isEmpty() ? null : positive("softTime");
    Duration hard = get("hardTime").isEmpty() ? null : positive("hardTime");
    if (soft != null && hard != null && soft.compareTo(hard) >= 0) {
      throw wrong(
          "softTime \"%s\" is not shorter than hardTime \"%s\", so it would have no effect."
              .formatted(get("softTime"), get("hardTime")));
    }
    String rate = rate();
    String resource = resource();
    String times =
        "new TaskOptions.RunLimits(%s, %s, %s".formatted(literal(soft), literal(hard), rate);
    if (!resource.isEmpty()) {
      return times + ", " + resource + ")";
    }
    return soft == null && hard == null && rate.equals("null") ? "" : times + ")";
  }

  private String resource() {
    String text = get("limit");
    if (text.isEmpty()) {
      return "";
    }
    try {
      return "ResourceLimit.parse(%s)"
          .formatted(IndexSource.literal(ResourceLimit.parse(text).toString()));
    } catch (IllegalArgumentException e) {
      throw wrong("limit: " + e.getMessage());
    }
  }

  private String rate() {
    String text = get("rateLimit");
    if (text.isEmpty()) {
      return "null";
    }
    try {
      if (RateLimit.parse(text).isEmpty()) {
        throw wrong("rateLimit \"%s\" is no limit. Leave it out instead.".formatted(text));
      }
    } catch (IllegalArgumentException e) {
      throw wrong("rateLimit: " + e.getMessage());
    }
    return "RateLimit.parse(%s).orElseThrow()".formatted(IndexSource.literal(text));
  }

  private String storing() {
    boolean ignore = (Boolean) value("ignoreResult").getValue();
    boolean track = (Boolean) value("trackStarted").getValue();
    boolean tell = (Boolean) value("sendEvents").getValue();
    return ignore || track || !tell
        ? "new TaskOptions.Storing(%s, %s, %s)".formatted(ignore, track, tell)
        : "";
  }

  private Duration positive(String name) {
    Duration time = time(name);
    if (time.isZero()) {
      throw wrong(name + " is zero. Give a longer time, or leave it out.");
    }
    return time;
  }

  private Duration time(String name) {
    try {
      return DurationText.parse(get(name));
    } catch (IllegalArgumentException e) {
      throw wrong(name + ": " + e.getMessage());
    }
  }

  private List<String> classes(String name) {
    List<String> found = new ArrayList<>();
    for (Object each : (List<?>) value(name).getValue()) {
      found.add(((AnnotationValue) each).getValue() + ".class");
    }
    return found;
  }

  private static String literal(@Nullable Duration time) {
    return time == null ? "null" : "Duration.ofMillis(%dL)".formatted(time.toMillis());
  }

  private String get(String name) {
    Object value = value(name).getValue();
    return value instanceof javax.lang.model.element.VariableElement constant
        ? constant.getSimpleName().toString()
        : value.toString();
  }

  private AnnotationValue value(String name) {
    return Objects.requireNonNull(
        values.get(name), () -> "@Task has no " + name + "; versions do not match.");
  }

  private WrongDeclaration wrong(String message) {
    return new WrongDeclaration(method, message);
  }
}
