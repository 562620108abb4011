package dev.greenfork.client;

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
    List<AsyncResult<T>> results = new ArrayList<>(calls.size());
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int at = 0; at < calls.size(); at += CHUNK) {
      List<Publication> chunk = new ArrayList<>(CHUNK);
      for (TaskCall call : calls.subList(at, Math.min(at + CHUNK, calls.size()))) {
        MessageFactory.Made made = messages.make(call);
        chunk.add(made.publication());
        results.add(result(made.id(), type));
      }
      sent.add(broker.publisher().publish(chunk).toCompletableFuture());
    }
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .thenApply(_ -> List.copyOf(results));
  }

  /** The result of a task sent earlier, by its id. */
  public <T> AsyncResult<T> result(String id, Class<T> type) {
    return new PendingResult<>(id, type, new PendingResult.Source(broker::results, codec, mapper));
  }

  /** Ends all connections. Results that are still waited for end in a {@link BrokerException}. */
  @Override
  public void close() {
    broker.close();
  }
}
