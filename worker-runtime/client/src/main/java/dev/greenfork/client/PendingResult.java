package dev.greenfork.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.ResultMeta;
import dev.greenfork.protocol.canvas.ResultTree;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A result that is waited for from the first time that somebody asks. */
final class PendingResult<T> implements AsyncResult<T> {

  private final ResultTree tree;
  private final Type type;
  private final ResultStore store;

  /** Guarded by this. No lock of its own: a bulk of tasks makes very many of these. */
  private @Nullable CompletableFuture<T> value;

  PendingResult(ResultTree tree, Type type, ResultStore store) {
    this.tree = tree;
    this.type = type;
    this.store = store;
  }

  @Override
  public String id() {
    return tree.id();
  }

  @Override
  public T get(Duration patience) throws InterruptedException {
    try {
      return value().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new TaskTimeoutException(
          "task %s has not ended within %s s".formatted(id(), patience.toMillis() / 1000.0));
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        // Thrown anew, so that the trace shows who waited.
        case TaskFailedException failed -> failed.again();
        case BrokerException broken -> broken;
        case ClientException other -> other;
        case null, default -> new CompletionException(e.getCause());
      };
    }
  }

  @Override
  public CompletionStage<T> onComplete() {
    return value().minimalCompletionStage();
  }

  @Override
  public String state() {
    return store.read(id()).status();
  }

  @Override
  public List<AsyncResult<?>> children() {
    List<AsyncResult<?>> children = new ArrayList<>();
    for (JsonNode child : store.read(id()).children()) {
      ResultTree.read(child).map(store::untyped).ifPresent(children::add);
    }
    return List.copyOf(children);
  }

  @Override
  public Optional<AsyncResult<?>> parent() {
    return Optional.ofNullable(tree.parent()).map(store::untyped);
  }

  @Override
  public void forget() {
    store.forget(List.of(id()));
    parent().ifPresent(AsyncResult::forget);
  }

  @Override
  public void revoke() throws InterruptedException {
    store.revoke(List.of(id()), false);
  }

  @Override
  public void terminate() throws InterruptedException {
    store.revoke(List.of(id()), true);
  }

  private synchronized CompletableFuture<T> value() {
    CompletableFuture<T> known = value;
    if (known == null) {
      known = store.await(id()).<T>thenApply(this::read).toCompletableFuture();
      value = known;
    }
    return known;
  }

  private T read(ResultMeta meta) {
    if (!meta.status().equals("SUCCESS")) {
      throw failure(meta);
    }
    return store.map(meta, type);
  }

  private TaskFailedException failure(ResultMeta meta) {
    ExceptionInfo info = ResultCodec.exception(meta.result());
    return new TaskFailedException(
        "task %s ended in %s: %s: %s".formatted(id(), meta.status(), info.type(), info.message()),
        new TaskFailedException.Remote(
            meta.status(),
            info.type(),
            info.module(),
            meta.traceback() == null ? "" : meta.traceback()));
  }
}
