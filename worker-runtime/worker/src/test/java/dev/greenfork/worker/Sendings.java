package dev.greenfork.worker;

import dev.greenfork.broker.Chords;
import dev.greenfork.broker.Results;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.canvas.JoinKey;
import dev.greenfork.protocol.canvas.Planner;
import dev.greenfork.protocol.canvas.Sender;
import dev.greenfork.worker.results.StoredStates;
import dev.greenfork.worker.revocation.Revocations;
import dev.greenfork.worker.run.Sending;
import dev.greenfork.worker.run.TaskDesk;
import java.lang.reflect.Proxy;
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

  /** Of a worker that stores and reads nothing. */
  public static TaskDesk desk() {
    return new TaskDesk(
        unused(TaskConsumer.class),
        unused(Results.class),
        new StoredStates(
            new ResultCodec(Limits.DEFAULT), "test@host", WorkerOptions.Storing.DEFAULT),
        new Revocations(Instant::now),
        1000);
  }

  private static <T> T unused(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
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
