package dev.greenfork.cli.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the events of one worker have told of it. */
final class WorkerSight {

  private static final double USUAL_FREQUENCY = 2;

  /** Events of a worker that sends no heartbeats say for so long that it lives. */
  private static final double MOST_FREQUENCY = 3600;

  private final String name;
  private final Rate started;
  private Instant seen;
  private double frequency = USUAL_FREQUENCY;
  private boolean gone;
  private final ObjectNode fields;
  private long processed = -1;

  WorkerSight(Event first, Instant now) {
    this.name = first.hostname();
    this.started = new Rate(now);
    this.seen = now;
    this.fields = first.fields().deepCopy();
  }

  /** Takes in a heartbeat, an arrival or a farewell. */
  void tell(Event event, Instant now) {
    seen = now;
    gone = event.type().equals("worker-offline");
    frequency = Math.clamp(event.number("freq").orElse(USUAL_FREQUENCY), 0, MOST_FREQUENCY);
    // Celery's answer to a request for a heartbeat has few fields: the rest stays as it was.
    fields.setAll(event.fields());
    long count = fields.path("processed").asLong();
    if (processed >= 0) {
      // A smaller number is that of a new process with the same name.
      started.add(now, (double) (count >= processed ? count - processed : count));
    }
    processed = count;
  }

  /** Takes in that it did something. */
  void live(Instant now) {
    seen = now;
    gone = false;
  }

  /** Whether its heartbeats say what its tasks took: then their events must not be counted too. */
  boolean tellsWork() {
    return fields.path("tasks").isObject();
  }

  /** As Celery's monitors decide: two heartbeats may be missed. */
  boolean isOnline(Instant now) {
    long millis = (long) (frequency * 2 * 1000);
    return !gone && !now.isAfter(seen.plusMillis(Math.max(millis, 1000)));
  }

  /** Whether it has been silent for longer than this. */
  boolean isForgotten(Instant now, Duration after) {
    return now.isAfter(seen.plus(after));
  }

  /** Tasks in flight by queue. */
  Map<String, Long> inFlight() {
    Map<String, Long> queues = new TreeMap<>();
    JsonNode told = fields.path("in_flight");
    told.properties().forEach(queue -> queues.put(queue.getKey(), queue.getValue().asLong()));
    return queues;
  }

  FleetView.Worker view(Instant now) {
    JsonNode load = fields.path("loadavg").path(0);
    return new FleetView.Worker(
        name,
        isOnline(now),
        whole("slots"),
        whole("slots_used"),
        fields.path("active").asLong(),
        Math.max(0, processed),
        started.perSecond(now),
        load.asDouble(0),
        "%s %s".formatted(fields.path("sw_ident").asText("?"), fields.path("sw_ver").asText("?")));
  }

  private @Nullable Integer whole(String field) {
    JsonNode value = fields.path(field);
    return value.isNumber() ? value.intValue() : null;
  }
}
