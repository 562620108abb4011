package dev.greenfork.placement;

import dev.greenfork.broker.Fanout;
import dev.greenfork.decisions.placement.Histogram;
import dev.greenfork.decisions.placement.Seen;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.event.Event;
import dev.greenfork.protocol.event.EventDecoder;
import dev.greenfork.protocol.event.WorkDetail;
import dev.greenfork.protocol.event.WorkReport;
import dev.greenfork.protocol.event.WorkerEvent.Cpu;
import dev.greenfork.protocol.event.WorkerEvent.Work;
import java.util.HashMap;
import java.util.Map;

/** Adds up what heartbeats tell until somebody takes it. Thread safe. */
final class HeardWork implements Fanout.Listener {

  /** Which task, and where it ran. */
  record Where(String task, PoolType type) {}

  private static final int MOST = 10_000;

  private final EventDecoder decoder = new EventDecoder(Limits.DEFAULT);
  private Map<Where, Seen> heard = new HashMap<>();

  @Override
  public void heard(String routingKey, byte[] envelope) {
    for (Event event : decoder.decode(envelope).events()) {
      WorkReport.of(event).ifPresent(this::add);
    }
  }

  /** All since the last call. */
  synchronized Map<Where, Seen> take() {
    Map<Where, Seen> taken = heard;
    heard = new HashMap<>();
    return taken;
  }

  private synchronized void add(WorkReport report) {
    PoolType type = report.pool().equals(PoolType.GREEN.word()) ? PoolType.GREEN : PoolType.PREFORK;
    report
        .tasks()
        .forEach(
            (task, work) -> {
              Where where = new Where(task, type);
              if (heard.size() < MOST || heard.containsKey(where)) {
                heard.merge(where, seen(work), Seen::plus);
              }
            });
  }

  private static Seen seen(Work work) {
    WorkDetail detail = work.detail();
    Cpu cpu = work.cpu();
    return new Seen(
        new Seen.Counts(work.count(), detail.failed(), detail.hogs(), detail.pins()),
        new Seen.Used(
            work.wall().toNanos(),
            cpu == null ? 0 : cpu.count(),
            cpu == null ? 0 : cpu.time().toNanos(),
            detail.bytes()),
        new Seen.Spread(
            Histogram.of(detail.spread().wall()),
            Histogram.of(detail.spread().cpu()),
            Histogram.of(detail.spread().share())));
  }
}
