package dev.greenfork.cli.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.OptionalDouble;

/** What has been told of the runs of one task. */
final class TaskSight {

  private final String name;
  private final Rate ended;
  private long runs;
  private long timed;
  private double wall;
  private long measured;
  private double cpu;
  private long failed;
  private long retried;

  TaskSight(String name, Instant since) {
    this.name = name;
    this.ended = new Rate(since);
  }

  /** A run of a worker that does not count them itself. */
  void ran(OptionalDouble seconds, Instant now) {
    runs++;
    ended.add(now, 1);
    if (seconds.isPresent()) {
      timed++;
      wall += seconds.getAsDouble();
    }
  }

  /** Runs that a heartbeat tells of. */
  void ran(JsonNode work, Instant now) {
    long count = Math.max(0, work.path("count").asLong());
    runs += count;
    timed += count;
    wall += work.path("wall").asDouble();
    ended.add(now, (double) count);
    if (work.path("cpu").isNumber()) {
      measured += work.path("cpu_count").asLong(count);
      cpu += work.path("cpu").doubleValue();
    }
  }

  void failed() {
    failed++;
  }

  void retried() {
    retried++;
  }

  FleetView.Task view(long running, Instant now) {
    return new FleetView.Task(
        name,
        runs,
        ended.perSecond(now),
        timed == 0 ? null : wall / timed,
        measured == 0 ? null : cpu / measured,
        running,
        failed,
        retried);
  }
}
