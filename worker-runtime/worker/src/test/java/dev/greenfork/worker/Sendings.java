package dev.greenfork.worker;

import dev.greenfork.broker.Chords;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.canvas.JoinKey;
import dev.greenfork.protocol.canvas.Planner;
import dev.greenfork.protocol.canvas.Sender;
import dev.greenfork.worker.run.Sending;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Ways to send that lead nowhere. */
public final class Sendings {

  private Sendings() {}

  public static Sending nowhere() {
    return new Sending(
        (sent, news) -> CompletableFuture.completedFuture(null),
        new MessageEncoder(),
        new Planner(
            new Sender("test@host", null, "celery"),
            () -> UUID.randomUUID().toString(),
            Instant::now),
        new NoChords());
  }

  private static final class NoChords implements Chords {

    @Override
    public Optional<List<byte[]>> parts(String group, long most) {
      return Optional.of(List.of());
    }

    @Override
    public Optional<byte[]> members(String group) {
      return Optional.empty();
    }

    @Override
    public Map<String, byte[]> results(Collection<String> taskIds) {
      return Map.of();
    }

    @Override
    public void prepare(List<JoinKey> keys) {}

    @Override
    public void expectMore(String group) {}
  }
}
