package dev.greenfork.worker.it;

import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.client.GreenforkClient;
import dev.greenfork.testkit.RedisServer;
import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Redelivery;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.Worker;
import dev.greenfork.worker.WorkerOptions;
import dev.greenfork.worker.tasks.TaskSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Redis, a client, and workers in this process; after each test all end and leave nothing. */
final class WorkerFixture implements AfterEachCallback {

  final RedisServer redis = RedisServer.start();
  final GreenforkClient client = GreenforkClient.connect(redis.url());
  private final List<Worker> workers = new ArrayList<>();

  Worker start(PoolType pool, int concurrency) {
    return start(new PoolOptions(pool, concurrency, TimeLimits.NONE, ChildOptions.DEFAULT));
  }

  Worker start(PoolOptions pool) {
    return start(pool, WorkerOptions.Events.DEFAULT);
  }

  /** A green worker that reaches the broker in this way. */
  Worker start(String url) {
    return start(PoolOptions.of(PoolType.GREEN, 1), url);
  }

  /** One that reaches the broker in this way. */
  Worker start(PoolOptions pool, String url) {
    return start(pool, WorkerOptions.Events.DEFAULT, url);
  }

  /** Ends the worker that was started last. */
  void stop() {
    workers.removeLast().close();
  }

  Worker start(PoolOptions pool, WorkerOptions.Events events) {
    return start(pool, events, redis.url());
  }

  /** One that stores this besides results. */
  Worker start(PoolOptions pool, WorkerOptions.Storing storing) {
    return start(
        pool,
        new WorkerOptions.Service(0, Duration.ofSeconds(10), WorkerOptions.Events.DEFAULT, storing),
        redis.url());
  }

  /** One whose lost children fail their tasks, as in Celery. */
  Worker startFailing(PoolOptions pool) {
    return start(
        pool,
        new WorkerOptions.Service(
            0,
            Duration.ofSeconds(10),
            WorkerOptions.Events.DEFAULT,
            WorkerOptions.Storing.DEFAULT,
            new Redelivery(5, Redelivery.OnWorkerLost.FAIL)),
        redis.url());
  }

  private Worker start(PoolOptions pool, WorkerOptions.Events events, String url) {
    return start(pool, new WorkerOptions.Service(0, Duration.ofSeconds(10), events), url);
  }

  private Worker start(PoolOptions pool, WorkerOptions.Service service, String url) {
    WorkerOptions options =
        new WorkerOptions("test@host", List.of("celery"), BrokerSettings.of(url), pool, service);
    Worker worker = Worker.start(options, TaskSet.ofClassPath(), () -> {});
    workers.add(worker);
    return worker;
  }

  /** How many deliveries are on record. */
  long recorded() {
    String keys = redis.ask("KEYS greenfork:deliveries:*");
    return keys.lines().filter(line -> line.startsWith("greenfork:deliveries:")).count();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    workers.reversed().forEach(Worker::close);
    client.close();
    redis.close();
    Leaks.assertNone();
  }
}
