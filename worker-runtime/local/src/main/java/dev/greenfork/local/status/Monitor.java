package dev.greenfork.local.status;

import dev.greenfork.local.plan.PoolPlan;
import dev.greenfork.local.process.Replica;
import dev.greenfork.local.process.Supervisor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asks all workers and brokers at once and adds the answers up by pool. For one thread. */
public final class Monitor implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(3);

  private final Supervisor supervisor;
  private final Probe probe;
  private final Depths depths;
  private final InstantSource clock;
  private final ExecutorService asking =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("greenfork-ask-", 1).factory());
  private final Map<Replica, Tally> tallies = new HashMap<>();
  private final Map<PoolPlan, Long> endedBefore = new HashMap<>();
  private Instant last = Instant.EPOCH;

  public Monitor(Supervisor supervisor, Probe probe, Depths depths, InstantSource clock) {
    this.supervisor = supervisor;
    this.probe = probe;
    this.depths = depths;
    this.clock = clock;
  }

  /** Asks, tells the supervisor which workers are ready, and returns the rows of the table. */
  public List<Row> read() throws InterruptedException {
    Map<PoolPlan, List<Replica>> pools = new LinkedHashMap<>();
    for (Replica replica : supervisor.replicas()) {
      pools.computeIfAbsent(replica.plan().pool(), pool -> new ArrayList<>()).add(replica);
    }
    List<Reading> readings = all(supervisor.replicas(), this::ask, Reading.NONE);
    List<PoolPlan> order = List.copyOf(pools.keySet());
    List<OptionalLong> waiting = all(order, depths::of, OptionalLong.empty());
    for (int i = 0; i < readings.size(); i++) {
      Replica replica = supervisor.replicas().get(i);
      tallies.computeIfAbsent(replica, r -> new Tally()).add(replica.restarts(), readings.get(i));
      if (readings.get(i).ready()) {
        supervisor.ready(replica);
      }
    }
    Instant now = clock.instant();
    double seconds = Math.max(0.001, Duration.between(last, now).toMillis() / 1e3);
    last = now;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      PoolPlan pool = order.get(i);
      rows.add(row(pool, pools.getOrDefault(pool, List.of()), seconds, waiting.get(i)));
    }
    return List.copyOf(rows);
  }

  @Override
  public void close() {
    asking.shutdownNow();
  }

  private Row row(PoolPlan pool, List<Replica> replicas, double seconds, OptionalLong waiting) {
    int ready = (int) replicas.stream().filter(r -> r.state() == Replica.State.READY).count();
    Reading sum =
        replicas.stream()
            .map(replica -> tallies.getOrDefault(replica, new Tally()).sum())
            .reduce(Reading.NONE, Reading::plus);
    Long before = endedBefore.put(pool, sum.ended());
    double perSecond = before == null ? 0 : Math.max(0, sum.ended() - before) / seconds;
    return new Row(pool, ready, sum, perSecond, waiting);
  }

  private Reading ask(Replica replica) throws InterruptedException {
    Integer port = replica.httpPort();
    return port == null ? Reading.NONE : probe.read(port);
  }

  private interface Question<T, R> {
    R ask(T about) throws InterruptedException;
  }

  /** The answers in the order of the questions; what takes too long is answered by {@code none}. */
  private <T, R> List<R> all(List<T> about, Question<T, R> question, R none)
      throws InterruptedException {
    List<Callable<R>> calls = new ArrayList<>();
    about.forEach(one -> calls.add(() -> question.ask(one)));
    List<R> answers = new ArrayList<>();
    for (Future<R> future : asking.invokeAll(calls, LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
      try {
        answers.add(future.get());
      } catch (CancellationException e) {
        answers.add(none);
      } catch (ExecutionException e) {
        throw new IllegalStateException("Asking a worker or broker failed.", e.getCause());
      }
    }
    return answers;
  }
}
