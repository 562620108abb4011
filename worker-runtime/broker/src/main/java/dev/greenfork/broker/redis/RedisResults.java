package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.Results;
import dev.greenfork.broker.StoredResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Waits for results as Celery's client does: subscribe to the channel, then read the key once,
 * because it may have been stored before.
 */
final class RedisResults implements Results, AutoCloseable {

  private static final int LIMIT = 16 << 20;
  private static final int FORGET_KEYS = 500;

  private final Site site;
  private final Map<String, List<Wait>> waits = new ConcurrentHashMap<>();
  private final GroupWriter<ResultReadSink.Item> reader;
  private final Subscriptions channels;
  private final ReentrantLock registering = new ReentrantLock();

  RedisResults(Site site) {
    this.site = site;
    this.reader =
        new GroupWriter<>("greenfork-read", new ResultReadSink(site), LIMIT, site.backoff());
    this.channels =
        new Subscriptions(
            site,
            "results",
            Subscriptions.Form.CHANNELS,
            () -> new Subscriptions.Opened(site.results().open("greenfork:subscribe"), ""),
            new Heard());
  }

  @Override
  public Optional<byte[]> read(String taskId) {
    return joined(read(site.resultKeys().key(taskId)));
  }

  @Override
  public ResultWait await(String taskId, Predicate<byte[]> accepted) {
    String name = site.resultKeys().name(taskId);
    Wait wait = new Wait(name, accepted);
    registering.lock();
    try {
      boolean first = !waits.containsKey(name);
      waits.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>()).add(wait);
      if (first) {
        channels.subscribe(name);
      } else {
        // The channel was subscribed to before, so nobody else reads the key for this one.
        readOnce(name);
      }
    } finally {
      registering.unlock();
    }
    return wait;
  }

  @Override
  public CompletionStage<Boolean> storeIfNotBegun(StoredResult result) {
    byte[] key = site.resultKeys().key(result.taskId());
    return ask(new ResultReadSink.Errand.Mark(key, result.meta())).thenApply(Optional::isPresent);
  }

  @Override
  public void forget(Collection<String> taskIds) {
    List<byte[]> keys = taskIds.stream().map(site.resultKeys()::key).toList();
    List<CompletableFuture<Optional<byte[]>>> asked = new ArrayList<>();
    for (int at = 0; at < keys.size(); at += FORGET_KEYS) {
      List<byte[]> some = keys.subList(at, Math.min(at + FORGET_KEYS, keys.size()));
      asked.add(ask(new ResultReadSink.Errand.Forget(some)));
    }
    asked.forEach(RedisResults::joined);
  }

  @Override
  public void forgetGroup(String groupId) {
    List<byte[]> keys = List.of(site.resultKeys().group(groupId, ""));
    joined(ask(new ResultReadSink.Errand.Forget(keys)));
  }

  @Override
  public void close() {
    channels.close();
    reader.close(Duration.ZERO);
    BrokerUnavailableException closed =
        new BrokerUnavailableException("the connection to the result backend was closed");
    waits.values().forEach(all -> all.forEach(wait -> wait.done.completeExceptionally(closed)));
    waits.clear();
  }

  private CompletableFuture<Optional<byte[]>> read(byte[] key) {
    return ask(new ResultReadSink.Errand.Read(key));
  }

  private CompletableFuture<Optional<byte[]>> ask(ResultReadSink.Errand errand) {
    CompletableFuture<Optional<byte[]>> value = new CompletableFuture<>();
    long deadline = System.nanoTime() + site.timings().publish().toNanos();
    reader.add(new ResultReadSink.Item(errand, value, deadline));
    return value;
  }

  private static Optional<byte[]> joined(CompletableFuture<Optional<byte[]>> asked) {
    try {
      return asked.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof BrokerException cause ? cause : e;
    }
  }

  private void readOnce(String name) {
    if (waits.containsKey(name)) {
      var _ = read(utf8(name)).thenAccept(value -> value.ifPresent(json -> offer(name, json)));
    }
  }

  private void offer(String name, byte[] json) {
    for (Wait wait : waits.getOrDefault(name, List.of())) {
      if (wait.accepted.test(json)) {
        wait.forget();
        wait.done.complete(json);
      }
    }
  }

  private final class Heard implements Subscriptions.Listener {

    @Override
    public void subscribed(String name) {
      readOnce(name);
    }

    @Override
    public void published(String name, String channel, byte[] message) {
      offer(name, message);
    }
  }

  private final class Wait implements ResultWait {

    private final String name;
    private final Predicate<byte[]> accepted;
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();

    Wait(String name, Predicate<byte[]> accepted) {
      this.name = name;
      this.accepted = accepted;
    }

    @Override
    public CompletionStage<byte[]> result() {
      return done;
    }

    @Override
    public void cancel() {
      forget();
    }

    private void forget() {
      registering.lock();
      try {
        List<Wait> all = waits.get(name);
        if (all != null && all.remove(this) && all.isEmpty()) {
          waits.remove(name);
          channels.unsubscribe(name);
        }
      } finally {
        registering.unlock();
      }
    }
  }
}
