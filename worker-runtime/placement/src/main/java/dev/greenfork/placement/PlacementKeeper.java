package dev.greenfork.placement;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.Fanout;
import dev.greenfork.decisions.placement.Placed;
import dev.greenfork.decisions.placement.Seen;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.routing.KnownTask;
import dev.greenfork.decisions.routing.RoutingText;
import dev.greenfork.protocol.event.EventEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens at one broker to what workers tell of their runs, decides about the tasks, keeps all of
 * it at the broker and writes the places of tasks there. For one thread; the listening is the
 * broker's. One keeper for each broker at a time: of two the last to write wins, and nothing worse.
 */
public final class PlacementKeeper implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PlacementKeeper.class);

  /** Tasks that are remembered; those that were not heard of for longest give way. */
  private static final int MOST_TASKS = 2_000;

  /** What may be lost with a keeper that dies. */
  private static final Duration WRITE_PAUSE = Duration.ofSeconds(10);

  private final Broker broker;
  private final Shelf shelf;
  private final InstantSource clock;
  private final HeardWork heard = new HeardWork();
  private final Fanout.Subscription subscription;
  private final Set<String> unwritten = new HashSet<>();
  private @Nullable Map<String, TaskState> tasks;
  private @Nullable String learned;
  private Instant written = Instant.EPOCH;

  private PlacementKeeper(Broker broker, InstantSource clock) {
    this.broker = broker;
    this.shelf = new Shelf(broker.notes());
    this.clock = clock;
    this.subscription = broker.fanout().subscribe(EventEncoder.EXCHANGE, "worker.#", heard);
  }

  /** Listens until it is closed, or the broker is. */
  public static PlacementKeeper at(Broker broker, InstantSource clock) {
    return new PlacementKeeper(broker, clock);
  }

  /**
   * To be called about once a second; does nothing unless something was heard.
   *
   * @param circumstances asked for only then
   * @return what people should be told
   * @throws dev.greenfork.broker.BrokerException if the broker is away; the next call goes on
   */
  public List<News> look(Supplier<Circumstances> circumstances) {
    Map<HeardWork.Where, Seen> more = heard.take();
    List<News> news = new ArrayList<>();
    if (!more.isEmpty()) {
      Map<String, TaskState> all = load();
      Circumstances now = circumstances.get();
      add(more, now, all);
      news.addAll(judge(more, now, all));
      forget(all);
    }
    write(!news.isEmpty());
    return news;
  }

  /** What is known of tasks now; for tests and for showing. */
  public Map<String, TaskState> tasks() {
    return tasks == null ? Map.of() : Map.copyOf(tasks);
  }

  @Override
  public void close() {
    subscription.close();
  }

  private Map<String, TaskState> load() {
    Map<String, TaskState> loaded = tasks;
    if (loaded == null) {
      loaded = new HashMap<>(shelf.read());
      learned = broker.splits().rules().learned();
      tasks = loaded;
    }
    return loaded;
  }

  private void add(Map<HeardWork.Where, Seen> more, Circumstances now, Map<String, TaskState> all) {
    Instant time = clock.instant();
    more.forEach(
        (where, seen) -> {
          if (now.tasks().containsKey(where.task())) {
            TaskState state =
                all.computeIfAbsent(where.task(), _ -> TaskState.first(Placed.first(time)));
            all.put(
                where.task(),
                state.with(where.type(), state.evidence().of(where.type()).plus(seen, time)));
          }
        });
  }

  private List<News> judge(
      Map<HeardWork.Where, Seen> more, Circumstances now, Map<String, TaskState> all) {
    Judge judge = new Judge(now);
    Instant time = clock.instant();
    List<News> news = new ArrayList<>();
    Set<String> names = new HashSet<>();
    more.keySet().forEach(where -> names.add(where.task()));
    for (String name : names) {
      TaskState state = all.get(name);
      KnownTask task = now.tasks().get(name);
      if (state != null && task != null) {
        Judge.Verdict verdict = judge.judge(task, state, time);
        all.put(name, verdict.state());
        news.addAll(verdict.news());
        unwritten.add(name);
      }
    }
    news.forEach(each -> log.info("{}", each.sentence()));
    return news;
  }

  private void forget(Map<String, TaskState> all) {
    if (all.size() > MOST_TASKS) {
      List<String> oldest =
          all.entrySet().stream()
              .sorted(Comparator.comparing(each -> each.getValue().until()))
              .limit(all.size() - MOST_TASKS)
              .map(Map.Entry::getKey)
              .toList();
      oldest.forEach(all::remove);
      unwritten.addAll(oldest);
    }
  }

  private void write(boolean atOnce) {
    Map<String, TaskState> all = tasks;
    Instant now = clock.instant();
    boolean due = Duration.between(written, now).abs().compareTo(WRITE_PAUSE) >= 0;
    if (all == null || unwritten.isEmpty() || !(due || atOnce)) {
      return;
    }
    shelf.write(unwritten, all);
    unwritten.clear();
    written = now;
    String next = RoutingText.ofLearned(places(all));
    if (!next.equals(learned)) {
      broker.splits().setLearned(next);
      learned = next;
    }
  }

  /** Prefork needs no word: it is where tasks go of which nothing was learned. */
  private static Map<String, PoolType> places(Map<String, TaskState> all) {
    Map<String, PoolType> places = new HashMap<>();
    all.forEach(
        (task, state) -> {
          if (state.note().placed().type() == PoolType.GREEN) {
            places.put(task, PoolType.GREEN);
          }
        });
    return places;
  }
}
