package dev.greenfork.protocol.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** The fields of worker events: Celery's, then ours. */
final class WorkerFields {

  private WorkerFields() {}

  static void write(JsonGenerator json, WorkerEvent event) throws IOException {
    WorkerEvent.Activity activity = event.activity();
    json.writeNumberField("freq", seconds(event.frequency()));
    json.writeNumberField("active", activity.active());
    json.writeNumberField("processed", activity.processed());
    json.writeArrayFieldStart("loadavg");
    for (double load : event.load()) {
      json.writeNumber(load);
    }
    json.writeEndArray();
    json.writeStringField("sw_ident", event.software().identity());
    json.writeStringField("sw_ver", event.software().version());
    json.writeStringField("sw_sys", event.software().system());
    if (activity.slots() != null) {
      extra(json, activity.slots());
    }
  }

  private static void extra(JsonGenerator json, WorkerEvent.Slots slots) throws IOException {
    json.writeStringField("pool", slots.pool());
    json.writeNumberField("slots", slots.total());
    json.writeNumberField("slots_used", slots.used());
    json.writeObjectFieldStart("in_flight");
    for (Map.Entry<String, Integer> queue : slots.inFlight().entrySet()) {
      json.writeNumberField(queue.getKey(), queue.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("tasks");
    for (Map.Entry<String, WorkerEvent.Work> task : slots.tasks().entrySet()) {
      json.writeFieldName(task.getKey());
      work(json, task.getValue());
    }
    json.writeEndObject();
    if (slots.left() > 0) {
      json.writeNumberField("tasks_left", slots.left());
    }
  }

  private static void work(JsonGenerator json, WorkerEvent.Work work) throws IOException {
    json.writeStartObject();
    json.writeNumberField("count", work.count());
    json.writeNumberField("wall", seconds(work.wall()));
    WorkerEvent.Cpu cpu = work.cpu();
    if (cpu != null) {
      json.writeNumberField("cpu", seconds(cpu.time()));
      if (cpu.count() != work.count()) {
        json.writeNumberField("cpu_count", cpu.count());
      }
    }
    detail(json, work.detail());
    json.writeEndObject();
  }

  private static void detail(JsonGenerator json, WorkDetail detail) throws IOException {
    some(json, "failed", detail.failed());
    some(json, "hogs", detail.hogs());
    some(json, "pins", detail.pins());
    some(json, "bytes", detail.bytes());
    histogram(json, "wall_hist", detail.spread().wall());
    histogram(json, "cpu_hist", detail.spread().cpu());
    histogram(json, "share_hist", detail.spread().share());
  }

  private static void some(JsonGenerator json, String field, long number) throws IOException {
    if (number > 0) {
      json.writeNumberField(field, number);
    }
  }

  /** Class, runs, class, runs and so on. */
  private static void histogram(JsonGenerator json, String field, Map<Integer, Long> counts)
      throws IOException {
    if (counts.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(field);
    for (Map.Entry<Integer, Long> each : counts.entrySet()) {
      json.writeNumber(each.getKey());
      json.writeNumber(each.getValue());
    }
    json.writeEndArray();
  }

  /** To the microsecond. */
  private static double seconds(Duration duration) {
    return Math.rint(duration.toNanos() / 1e3) / 1e6;
  }
}
