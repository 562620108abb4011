package dev.greenfork.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a task is sent: where to, when it may run, for how long, under which id and with which marks.
 * What is not set is left to the task, its worker and Celery's defaults. Immutable; each method
 * gives a changed copy, so that they chain.
 *
 * @param route where it goes
 * @param when when it may run
 * @param limits how long it may run
 * @param identity under which id and name, and whether its result is kept
 * @param marks what goes along for others to read
 */
public record SendOptions(
    Route route, SendTimes when, SendLimits limits, Identity identity, Marks marks) {

  /** To Celery's default queue, at once, without limits or marks. */
  public static final SendOptions DEFAULT =
      new SendOptions(Route.DEFAULT, SendTimes.NOW, SendLimits.NONE, Identity.FRESH, Marks.NONE);

  /**
   * Where a task goes.
   *
   * @param queue name of the queue; null for {@code celery}
   * @param priority 0 to 9, on Redis 0 is served first; null for 0
   */
  public record Route(@Nullable String queue, @Nullable Integer priority) {

    static final Route DEFAULT = new Route(null, null);

    public Route {
      if (queue != null && queue.isBlank()) {
        throw new IllegalArgumentException(
            "the name of a queue is blank; name one, or leave it out for \"celery\"");
      }
      if (priority != null && (priority < 0 || priority > 9)) {
        throw new IllegalArgumentException(
            "a priority is 0 (served first) to 9, but is %d".formatted(priority));
      }
    }
  }

  /**
   * What a task is known by.
   *
   * @param taskId the task's id; null for a random one
   * @param shownAs the name that monitors show instead of the task's (Celery's {@code shadow})
   * @param ignoreResult whether to store no result; null as the task says itself
   */
  public record Identity(
      @Nullable String taskId, @Nullable String shownAs, @Nullable Boolean ignoreResult) {

    static final Identity FRESH = new Identity(null, null, null);

    public Identity {
      if (taskId != null && taskId.isBlank()) {
        throw new IllegalArgumentException("the id of a task is blank");
      }
    }
  }

  /**
   * What goes along with a task.
   *
   * @param headers headers of the application's own, mapped by Jackson
   * @param stamps Celery's stamps, by which tasks are revoked together; mapped by Jackson
   */
  public record Marks(
      Map<String, ? extends @Nullable Object> headers,
      Map<String, ? extends @Nullable Object> stamps) {

    static final Marks NONE = new Marks(Map.of(), Map.of());

    private Marks header(String name, @Nullable Object value) {
      if (MessageFactory.RESERVED_HEADERS.contains(name)) {
        throw new IllegalArgumentException(
            "the header %s is Celery's own; give yours another name".formatted(name));
      }
      return new Marks(plus(headers, name, value), stamps);
    }

    private Marks stamp(String name, Object value) {
      return new Marks(headers, plus(stamps, name, value));
    }
  }

  /** To this queue. */
  public SendOptions queue(String name) {
    return with(new Route(name, route.priority));
  }

  /** With this priority, 0 to 9; on Redis 0 is served first. */
  public SendOptions priority(int step) {
    return with(new Route(route.queue, step));
  }

  /** Not before this time. */
  public SendOptions eta(Instant time) {
    return with(new SendTimes(time, null, when.expires(), when.expiresIn()));
  }

  /** Not before so long after it is sent. */
  public SendOptions countdown(Duration pause) {
    return with(new SendTimes(null, pause, when.expires(), when.expiresIn()));
  }

  /** Revoked if it has not started by this time. */
  public SendOptions expires(Instant time) {
    return with(new SendTimes(when.eta(), when.countdown(), time, null));
  }

  /** Revoked if it has not started so long after it is sent. */
  public SendOptions expiresIn(Duration patience) {
    return with(new SendTimes(when.eta(), when.countdown(), null, patience));
  }

  /** Ended by force after this long. */
  public SendOptions hardLimit(Duration limit) {
    return with(new SendLimits(limit, limits.soft()));
  }

  /** Asked to end after this long. */
  public SendOptions softLimit(Duration limit) {
    return with(new SendLimits(limits.hard(), limit));
  }

  /** Under this id. Two tasks of one id share a result. */
  public SendOptions taskId(String id) {
    return with(new Identity(id, identity.shownAs, identity.ignoreResult));
  }

  /** Shown under this name by monitors. */
  public SendOptions shownAs(String name) {
    return with(new Identity(identity.taskId, name, identity.ignoreResult));
  }

  /** Whether its result is not stored; whoever waits for it then waits in vain. */
  public SendOptions ignoreResult(boolean ignored) {
    return with(new Identity(identity.taskId, identity.shownAs, ignored));
  }

  /**
   * With a header of the application's own.
   *
   * @throws IllegalArgumentException if Celery has a header of that name
   */
  public SendOptions header(String name, @Nullable Object value) {
    return with(marks.header(name, value));
  }

  /** With a stamp, by which it can be revoked together with others. */
  public SendOptions stamp(String name, Object value) {
    return with(marks.stamp(name, value));
  }

  private SendOptions with(Route changed) {
    return new SendOptions(changed, when, limits, identity, marks);
  }

  private SendOptions with(SendTimes changed) {
    return new SendOptions(route, changed, limits, identity, marks);
  }

  private SendOptions with(SendLimits changed) {
    return new SendOptions(route, when, changed, identity, marks);
  }

  private SendOptions with(Identity changed) {
    return new SendOptions(route, when, limits, changed, marks);
  }

  private SendOptions with(Marks changed) {
    return new SendOptions(route, when, limits, identity, changed);
  }

  // Not Map.copyOf: a header may be null.
  private static Map<String, @Nullable Object> plus(
      Map<String, ? extends @Nullable Object> map, String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }
}
