package dev.greenfork.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.Publication;
import dev.greenfork.protocol.CeleryJson;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.ResultCodec;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Sends tasks and waits for their results. One per process is enough: it holds at most three
 * connections, made when first needed. Thread safe.
 */
public final class GreenforkClient implements AutoCloseable {

  private static final Duration SEND_PATIENCE = Duration.ofSeconds(30);
  private static final int CHUNK = 500;

  private final Broker broker;
  private final MessageFactory messages;
  private final ObjectMapper mapper = CeleryJson.mapper(Limits.DEFAULT);
  private final ResultCodec codec = new ResultCodec(Limits.DEFAULT);

  private GreenforkClient(Broker broker) {
    this.broker = broker;
    this.messages = new MessageFactory(mapper, InstantSource.system(), Node.name());
  }

  /** A client of the broker at this URL, which also holds the results. */
  public static GreenforkClient connect(String url) {
    return connect(BrokerSettings.of(url));
  }

  /** A client of this broker. It connects when the first task is sent. */
  public static GreenforkClient connect(BrokerSettings settings) {
    return new GreenforkClient(Brokers.open(settings));
  }

  /**
   * Sends one task; returns when the broker has it. The result is mapped to {@code type}.
   *
   * @throws ArgumentException if the arguments cannot be written as JSON
   * @throws BrokerException if the broker cannot be reached within 30 s; the task may then have
   *     been sent or not
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public <T> AsyncResult<T> send(TaskCall call, Class<T> type) throws InterruptedException {
    return send(call, (Type) type);
  }

  /** As {@link #send(TaskCall, Class)}, for a task whose result type is known. Stubs send by it. */
  public <T> AsyncResult<T> send(TaskSignature<T> task) throws InterruptedException {
    return send(task.call(), task.type());
  }

  private <T> AsyncResult<T> send(TaskCall call, Type type) throws InterruptedException {
    MessageFactory.Made made = messages.make(call);
    CompletableFuture<Void> sent =
        broker.publisher().publish(made.publication()).toCompletableFuture();
    try {
      sent.get(SEND_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new BrokerUnavailableException(
          "the broker has not confirmed %s within %s".formatted(call.task(), SEND_PATIENCE), e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BrokerException cause
          ? cause
          : new CompletionException(e.getCause());
    }
    return result(made.id(), type);
  }

  /**
   * Sends many tasks in few round trips; blocks while too much is unsent. The stage is done, with
   * their results in order, when the broker has all.
   */
  public <T> CompletionStage<List<AsyncResult<T>>> sendAll(List<TaskCall> calls, Class<T> type) {
    return sendAll(calls, call -> call, call -> type);
  }

  /** As {@link #sendAll(List, Class)}, for tasks whose result types are known. */
  public <T> CompletionStage<List<AsyncResult<T>>> sendAll(List<TaskSignature<T>> tasks) {
    return sendAll(tasks, TaskSignature::call, TaskSignature::type);
  }

  private <C, T> CompletionStage<List<AsyncResult<T>>> sendAll(
      List<C> all, Function<C, TaskCall> call, Function<C, Type> type) {
    List<AsyncResult<T>> results = new ArrayList<>(all.size());
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int at = 0; at < all.size(); at += CHUNK) {
      List<Publication> chunk = new ArrayList<>(CHUNK);
      for (C each : all.subList(at, Math.min(at + CHUNK, all.size()))) {
        MessageFactory.Made made = messages.make(call.apply(each));
        chunk.add(made.publication());
        results.add(result(made.id(), type.apply(each)));
      }
      sent.add(broker.publisher().publish(chunk).toCompletableFuture());
    }
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .thenApply(_ -> List.copyOf(results));
  }

  /** The result of a task sent earlier, by its id. */
  public <T> AsyncResult<T> result(String id, Class<T> type) {
    return result(id, (Type) type);
  }

  /** As the other, for results with type arguments, such as {@code List<Point>}. */
  public <T> AsyncResult<T> result(String id, TypeReference<T> type) {
    return result(id, type.getType());
  }

  private <T> AsyncResult<T> result(String id, Type type) {
    return new PendingResult<>(id, type, new PendingResult.Source(broker::results, codec, mapper));
  }

  /** Ends all connections. Results that are still waited for end in a {@link BrokerException}. */
  @Override
  public void close() {
    broker.close();
  }
}
