package dev.greenfork.broker.redis;

import dev.greenfork.broker.SubQueue;
import dev.greenfork.protocol.QueueKeys;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the scripts of a split queue are to do, said in plain collections: where each message lies,
 * and who serves each queue as far as the broker knows. No I/O, no clock, no chance. The next
 * message of a list is its first element.
 */
final class SplitModel {

  /** A message by its id, and the name of its task; empty where nothing can be read. */
  record Sent(String id, String task) {}

  /** Who serves a queue, and the number of the rules. */
  record State(long rules, boolean swapped, Set<String> who) {

    State {
      who = Set.copyOf(who);
    }

    boolean isSplit() {
      return Set.of("green", "prefork").stream()
          .allMatch(type -> who.stream().anyMatch(part -> part.startsWith(type + "/")));
    }

    /** Where a task goes; null where no table has it. */
    @Nullable SubQueue place(String task) {
      if (!TestPlacer.NAMES.contains(task)) {
        return null;
      }
      return task.startsWith("io.") == swapped ? SubQueue.PREFORK : SubQueue.GREEN;
    }
  }

  /** Whoever serves a queue, by owner: a part of the state. */
  final Map<String, Map<String, String>> serving = new HashMap<>();

  final Map<String, State> tables = new HashMap<>();
  final Map<String, Set<String>> unparked = new HashMap<>();
  final Map<String, Deque<Sent>> lists = new TreeMap<>();
  final Map<String, Map<String, Later>> delayed = new HashMap<>();
  final Map<String, Map<Long, Held>> records = new HashMap<>();
  final Map<String, List<String>> dead = new HashMap<>();
  final List<String> ended = new ArrayList<>();
  long rules;
  boolean swapped;

  /** A delivery on record: the list that it came from. */
  record Held(String queue, int step, String list, Sent message) {}

  /** It waits for its time, and comes back to its queue's list of this step. */
  record Later(int step, Sent message) {}

  Deque<Sent> list(String name, int step) {
    return list(QueueKeys.list(name, step));
  }

  private Deque<Sent> list(String key) {
    return lists.computeIfAbsent(key, _ -> new ArrayDeque<>());
  }

  Held held(String incarnation, long number) {
    return Objects.requireNonNull(record(incarnation).get(number));
  }

  Map<Long, Held> record(String incarnation) {
    return records.computeIfAbsent(incarnation, _ -> new LinkedHashMap<>());
  }

  State state(String queue) {
    return new State(rules, swapped, new TreeSet<>(serving.getOrDefault(queue, Map.of()).values()));
  }

  /** The table by which a queue may be split now; null where none holds. */
  @Nullable State table(String queue) {
    State table = tables.get(queue);
    return table == null || table.rules() != rules ? null : table;
  }

  /** Moves all of a queue to its sub-queues, if a table says where. */
  void split(String queue, SubQueue undecided) {
    State table = table(queue);
    if (table == null) {
      return;
    }
    for (int step : QueueKeys.STEPS) {
      Deque<Sent> from = list(queue, step);
      while (!from.isEmpty()) {
        Sent message = from.removeFirst();
        SubQueue place = table.place(message.task());
        list((place == null ? undecided : place).of(queue), step).addLast(message);
      }
    }
  }

  /** A worker tells that it serves a queue; gives how it is to serve it. */
  QueueMode.Way refresh(String queue, @Nullable State before) {
    State now = state(queue);
    State table = tables.get(queue);
    if (table != null && (!table.equals(now) || !now.isSplit())) {
      tables.remove(queue);
    }
    boolean leftovers = !isEmpty(queue, SubQueue.GREEN) || !isEmpty(queue, SubQueue.PREFORK);
    boolean parked = !now.who().equals(unparked.get(queue)) && !isEmpty(queue, SubQueue.PARKED);
    if (now.isSplit() && (!now.equals(before) || !tables.containsKey(queue))) {
      tables.put(queue, now);
    }
    if (parked) {
      merge(queue, SubQueue.PARKED);
      unparked.put(queue, now.who());
    }
    return now.isSplit()
        ? QueueMode.Way.SPLIT
        : leftovers ? QueueMode.Way.LEFTOVERS : QueueMode.Way.WHOLE;
  }

  /** Back to the head of the queue, in order. */
  void merge(String queue, SubQueue part) {
    for (int step : QueueKeys.STEPS) {
      Deque<Sent> from = list(part.of(queue), step);
      while (!from.isEmpty()) {
        list(queue, step).addFirst(from.removeLast());
      }
    }
  }

  /** What an incarnation has on record, to the heads of the lists, the newest first. */
  void restore(String incarnation) {
    List<Long> numbers = new ArrayList<>(record(incarnation).keySet());
    numbers.reversed().forEach(number -> handBack(incarnation, number));
    records.remove(incarnation);
  }

  void handBack(String incarnation, long number) {
    Held held = take(incarnation, number);
    list(held.list()).addFirst(held.message());
  }

  /**
   * To the tail of a sub-queue.
   *
   * @param who serves the queue, as the worker knows it; null where it knows nothing
   */
  void forward(String incarnation, long number, SubQueue to, @Nullable Set<String> who) {
    Held held = take(incarnation, number);
    list(to.of(held.queue()), held.step()).addLast(held.message());
    if (to == SubQueue.PARKED && (who == null || !who.equals(unparked.get(held.queue())))) {
      unparked.remove(held.queue());
    }
  }

  void later(String incarnation, long number) {
    Held held = take(incarnation, number);
    delayed
        .computeIfAbsent(held.queue(), _ -> new LinkedHashMap<>())
        .put(held.message().id(), new Later(held.step(), held.message()));
  }

  void bury(String incarnation, long number) {
    Held held = take(incarnation, number);
    dead.computeIfAbsent(held.queue(), _ -> new ArrayList<>()).add(held.message().id());
  }

  void finish(String incarnation, long number) {
    ended.add(take(incarnation, number).message().id());
  }

  /**
   * Everything that waits for its time goes to the heads of the lists.
   *
   * @param order the ids, the first to be due first
   */
  void due(String queue, List<String> order) {
    Map<String, Later> waiting = delayed.getOrDefault(queue, Map.of());
    for (String id : order.reversed()) {
      Later later = waiting.remove(id);
      if (later == null) {
        throw new AssertionError(id + " waits for its time, and should not");
      }
      list(queue, later.step()).addFirst(later.message());
    }
  }

  private Held take(String incarnation, long number) {
    Held held = record(incarnation).remove(number);
    if (held == null) {
      throw new AssertionError(incarnation + " has no delivery " + number);
    }
    return held;
  }

  private boolean isEmpty(String queue, SubQueue part) {
    return QueueKeys.STEPS.stream().allMatch(step -> list(part.of(queue), step).isEmpty());
  }
}
