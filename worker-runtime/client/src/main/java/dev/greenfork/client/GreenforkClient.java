package dev.greenfork.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.client.control.RemoteControl;
import dev.greenfork.protocol.canvas.ResultTree;
import dev.greenfork.protocol.canvas.Sender;
import java.lang.reflect.Type;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Sends tasks and waits for their results. One per process is enough: it holds a few connections,
 * made when first needed. Thread safe.
 */
public final class GreenforkClient implements AutoCloseable {

  private final Broker broker;
  private final Outbox outbox;
  private final MessageFactory messages;
  private final Sending workflows;
  private final ResultMaker results;
  private final ResultStore store;

  private GreenforkClient(Broker broker, ClientOptions options) {
    this.broker = broker;
    Sender sender = new Sender(Node.name(), UUID.randomUUID().toString(), "celery");
    ObjectMapper mapper = WorkModule.mapper();
    SentEvents events =
        options.taskSendSentEvent() ? new SentEvents(sender.node(), InstantSource.system()) : null;
    this.outbox = new Outbox(broker, events);
    this.messages = new MessageFactory(mapper, InstantSource.system(), sender);
    this.workflows = new Sending(mapper, sender, InstantSource.system());
    this.store = new ResultStore(broker, mapper, new RemoteControl(broker, InstantSource.system()));
    this.results = new ResultMaker(store);
  }

  /** A client of the broker at this URL, which also holds the results. */
  public static GreenforkClient connect(String url) {
    return connect(BrokerSettings.of(url));
  }

  /** A client of this broker. It connects when the first task is sent. */
  public static GreenforkClient connect(BrokerSettings settings) {
    return connect(settings, ClientOptions.DEFAULT);
  }

  /** A client of this broker that behaves so. It connects when the first task is sent. */
  public static GreenforkClient connect(BrokerSettings settings, ClientOptions options) {
    return new GreenforkClient(Brokers.open(settings), options);
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

  /** As {@link #send(TaskCall, Class)}, for results with type arguments. */
  public <T> AsyncResult<T> send(TaskCall call, TypeReference<T> type) throws InterruptedException {
    return send(call, type.getType());
  }

  /** As {@link #send(TaskCall, Class)}, for a task whose result type is known. Stubs send by it. */
  public <T> AsyncResult<T> send(TaskSignature<T> task) throws InterruptedException {
    return task.follow().isNothing()
        ? send(task.call(), task.type())
        : results.result(start(task).result(), task);
  }

  /** Starts a workflow; returns when the broker has it. The result is that of its last step. */
  public <T> AsyncResult<T> send(Work<T> work) throws InterruptedException {
    return results.result(start(work).result(), work);
  }

  /** Sends a group; returns when the broker has all of it. */
  public <E> GroupResult<E> send(Group<E> group) throws InterruptedException {
    return results.group(start(group).result(), group);
  }

  private Sending.Ready start(Work<?> work) throws InterruptedException {
    Sending.Ready ready = workflows.plan(work);
    if (!ready.keys().isEmpty()) {
      broker.chords().prepare(ready.keys());
    }
    publish(ready.messages(), "the workflow " + ready.result().id());
    return ready;
  }

  private <T> AsyncResult<T> send(TaskCall call, Type type) throws InterruptedException {
    Outgoing made = messages.make(call);
    publish(List.of(made), call.task());
    return result(made.id(), type);
  }

  private void publish(List<Outgoing> ready, String what) throws InterruptedException {
    Waiting.on(outbox.post(ready), "the broker has not confirmed " + what);
  }

  /**
   * Sends many tasks in few round trips; blocks while too much is unsent. The stage is done, with
   * their results in order, when the broker has all.
   */
  public <T> CompletionStage<List<AsyncResult<T>>> sendAll(List<TaskCall> calls, Class<T> type) {
    return sendAll(calls, call -> call, call -> type);
  }

  /**
   * As {@link #sendAll(List, Class)}, for tasks whose result types are known.
   *
   * @throws IllegalArgumentException if something follows one of them: that is a workflow
   */
  public <T> CompletionStage<List<AsyncResult<T>>> sendAll(List<TaskSignature<T>> tasks) {
    for (TaskSignature<T> task : tasks) {
      if (!task.follow().isNothing()) {
        throw new IllegalArgumentException(
            "%s has a link and cannot be sent in bulk; send it by itself"
                .formatted(task.call().task()));
      }
    }
    return sendAll(tasks, TaskSignature::call, TaskSignature::type);
  }

  private <C, T> CompletionStage<List<AsyncResult<T>>> sendAll(
      List<C> all, Function<C, TaskCall> call, Function<C, Type> type) {
    List<AsyncResult<T>> results = new ArrayList<>(all.size());
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int at = 0; at < all.size(); at += Outbox.CHUNK) {
      List<Outgoing> chunk = new ArrayList<>(Outbox.CHUNK);
      for (C each : all.subList(at, Math.min(at + Outbox.CHUNK, all.size()))) {
        Outgoing made = messages.make(call.apply(each));
        chunk.add(made);
        results.add(result(made.id(), type.apply(each)));
      }
      sent.add(outbox.post(chunk));
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
    return results.task(new ResultTree(id, null, null), type);
  }

  /**
   * A group that was saved by {@link GroupResult#save}, here or by a Python client; empty if there
   * is none. One round trip.
   */
  public <T> Optional<GroupResult<T>> group(String id, Class<T> type) {
    return store
        .saved(id)
        .map(
            tree -> {
              List<ResultTree> children = tree.children();
              List<AsyncResult<T>> members =
                  children == null
                      ? List.of()
                      : children.stream().map(child -> results.<T>task(child, type)).toList();
              return new GroupResult<>(tree, members, store);
            });
  }

  /**
   * Asks the broker whether it can be reached and used, so that a program learns at once what is
   * wrong, instead of when its first message has not been confirmed in time.
   *
   * @throws BrokerException if not; it says how to mend it
   */
  public void check() {
    broker.probe();
  }

  /** As {@link #check}, for where the results are. */
  public void checkResults() {
    broker.probeResults();
  }

  /** Ends all connections. Results that are still waited for end in a {@link BrokerException}. */
  @Override
  public void close() {
    broker.close();
  }
}
