package dev.greenfork.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Results;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.ResultMeta;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A result that is waited for from the first time that somebody asks. */
final class PendingResult<T> implements AsyncResult<T> {

  /** What all results of a client share. */
  record Source(Supplier<Results> results, ResultCodec codec, ObjectMapper mapper) {}

  private final String id;
  private final Type type;
  private final Source source;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable CompletableFuture<T> value;

  PendingResult(String id, Type type, Source source) {
    this.id = id;
    this.type = type;
    this.source = source;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public T get(Duration patience) throws InterruptedException {
    try {
      return value().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new TaskTimeoutException(
          "task %s has not ended within %s s".formatted(id, patience.toMillis() / 1000.0));
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

  private CompletableFuture<T> value() {
    lock.lock();
    try {
      if (value == null) {
        value =
            source
                .results()
                .get()
                .await(
                    id, json -> source.codec().decode(json).filter(ResultMeta::isReady).isPresent())
                .result()
                .thenApply(this::read)
                .toCompletableFuture();
      }
      return value;
    } finally {
      lock.unlock();
    }
  }

  // A task may return null; then so does this, unless the type has no null.
  @SuppressWarnings(
      "NullAway") // why: Jackson maps JSON's null to null, which is the task's own value
  private T read(byte[] json) {
    Optional<ResultMeta> decoded = source.codec().decode(json);
    ResultMeta meta = decoded.orElseThrow();
    if (!meta.status().equals("SUCCESS")) {
      throw failure(meta);
    }
    try {
      return source.mapper().treeToValue(meta.result(), source.mapper().constructType(type));
    } catch (JsonProcessingException e) {
      throw new ArgumentException(
          "the result of task %s is no %s: %s"
              .formatted(id, type.getTypeName(), e.getOriginalMessage()),
          e);
    }
  }

  private TaskFailedException failure(ResultMeta meta) {
    ExceptionInfo info = ResultCodec.exception(meta.result());
    return new TaskFailedException(
        "task %s ended in %s: %s: %s".formatted(id, meta.status(), info.type(), info.message()),
        new TaskFailedException.Remote(
            meta.status(),
            info.type(),
            info.module(),
            meta.traceback() == null ? "" : meta.traceback()));
  }
}
