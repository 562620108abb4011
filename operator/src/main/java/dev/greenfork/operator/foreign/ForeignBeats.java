package dev.greenfork.operator.foreign;

import dev.greenfork.broker.Fanout;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.event.Event;
import dev.greenfork.protocol.event.EventDecoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Hears which workers at a broker are not Greenfork's. Thread-safe. */
final class ForeignBeats implements Fanout.Listener {

  /** Celery's workers tell every 2 s that they live. */
  private static final Duration SILENT = Duration.ofSeconds(30);

  private static final int MOST = 1_000;

  private final InstantSource clock;
  private final EventDecoder decoder = new EventDecoder(Limits.DEFAULT);
  private final Map<String, Instant> heard = new HashMap<>();

  ForeignBeats(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void heard(String routingKey, byte[] envelope) {
    for (Event event : decoder.decode(envelope).events()) {
      hear(event);
    }
  }

  /** Those that live, sorted by name. */
  synchronized Set<String> nodes() {
    Instant since = clock.instant().minus(SILENT);
    heard.values().removeIf(at -> at.isBefore(since));
    return new TreeSet<>(heard.keySet());
  }

  private synchronized void hear(Event event) {
    boolean ours = event.fields().path("sw_ident").asText().equals("greenfork");
    if (!event.type().startsWith("worker-") || ours) {
      return;
    }
    if (event.type().equals("worker-offline")) {
      heard.remove(event.hostname());
    } else if (heard.size() < MOST) {
      heard.put(event.hostname(), clock.instant());
    }
  }
}
