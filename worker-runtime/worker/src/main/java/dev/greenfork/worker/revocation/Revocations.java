package dev.greenfork.worker.revocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.StandingOrders;
import dev.greenfork.protocol.Stamps;
import dev.greenfork.protocol.TaskMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The ids and stamps of tasks that are not to be run, bounded as Celery bounds them: 50,000 and 3
 * hours. Thread safe; costs nothing while nothing is revoked.
 */
public final class Revocations {

  private static final int MOST = 50_000;
  private static final Duration LIFE = Duration.ofHours(3);

  private final InstantSource clock;
  private final RecentSet ids;
  private final RecentSet stamps;

  public Revocations(InstantSource clock) {
    this.clock = clock;
    this.ids = new RecentSet(MOST, LIFE, clock);
    this.stamps = new RecentSet(MOST, LIFE, clock);
  }

  /** Whether this message is not to be run. */
  public boolean covers(TaskMessage message) {
    return (!ids.isEmpty() && ids.contains(message.id()))
        || (!stamps.isEmpty() && covers(message.headers().stamps()));
  }

  /** Revokes tasks by their ids. */
  public void revoke(Collection<String> taskIds) {
    taskIds.forEach(ids::add);
  }

  /**
   * Revokes all tasks that carry one of these stamps.
   *
   * @param values by the stamp's name, each as JSON text
   */
  public void revokeStamped(Map<String, ? extends Collection<String>> values) {
    values.forEach((name, all) -> all.forEach(value -> stamps.add(key(name, value))));
  }

  /** These stamps alone, apart from what else is revoked. */
  public Revocations only(Map<String, ? extends Collection<String>> values) {
    Revocations these = new Revocations(clock);
    these.revokeStamped(values);
    return these;
  }

  /** Takes over what was revoked before this worker started, or while it could not listen. */
  public void restore(StandingOrders.Orders orders) {
    revoke(orders.revoked());
    revokeStamped(orders.stamps());
  }

  /** The revoked ids, oldest first. */
  public List<String> ids() {
    return ids.all();
  }

  private boolean covers(Stamps carried) {
    ObjectNode values = carried.values();
    if (carried.names() == null) {
      return false;
    }
    for (String name : carried.names()) {
      JsonNode value = values.get(name);
      if (value == null) {
        continue;
      }
      if (value.isArray()) {
        for (JsonNode each : value) {
          if (stamps.contains(key(name, each.toString()))) {
            return true;
          }
        }
      } else if (stamps.contains(key(name, value.toString()))) {
        return true;
      }
    }
    return false;
  }

  private static String key(String name, String value) {
    return name + '\n' + value;
  }
}
