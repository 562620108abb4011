package dev.greenfork.client;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Sends tasks and waits for their results. One per process is enough: it holds three connections,
 * made when first needed. Thread safe.
 */
public final class GreenforkClient implements AutoCloseable {

  private final Broker broker;

  private GreenforkClient(Broker broker) {
    this.broker = broker;
  }

  /** A client of the broker at this URL, which also holds the results. */
  public static GreenforkClient connect(String url) {
    return connect(BrokerSettings.of(url));
  }

  /** A client of this broker. */
  public static GreenforkClient connect(BrokerSettings settings) {
    return new GreenforkClient(Brokers.open(settings));
  }

  /** Sends one task; returns when the broker has it. The result is mapped to {@code type}. */
  public <T> AsyncResult<T> send(TaskCall call, Class<T> type) {
    throw new UnsupportedOperationException("not yet: " + call.task() + type);
  }

  /**
   * Sends many tasks in few round trips; the stage is done, with their results in order, when the
   * broker has all.
   */
  public <T> CompletionStage<List<AsyncResult<T>>> sendAll(List<TaskCall> calls, Class<T> type) {
    throw new UnsupportedOperationException("not yet: " + calls.size() + type);
  }

  /** The result of a task sent earlier, by its id. */
  public <T> AsyncResult<T> result(String id, Class<T> type) {
    throw new UnsupportedOperationException("not yet: " + id + type);
  }

  /** Ends all connections. */
  @Override
  public void close() {
    broker.close();
  }
}
