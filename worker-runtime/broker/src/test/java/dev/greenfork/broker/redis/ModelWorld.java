package dev.greenfork.broker.redis;

import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.Splits;
import dev.greenfork.broker.SubQueue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import redis.clients.jedis.Protocol.Command;

/** Carries out steps at a real Redis and in the model, and hands what is there to be compared. */
final class ModelWorld {

  /** Names that a pattern, a glob or a key prefix could trip over. */
  static final List<String> QUEUES =
      List.of("q", "a.green.b%d+[x]*?{y} \"z\"", "grün:\u0006\u0016 \\n'--");

  static final int[] STEPS = {0, 3, 6, 9};
  private static final List<SubQueue> TYPES = List.of(SubQueue.GREEN, SubQueue.PREFORK);
  private static final Duration LONG = Duration.ofHours(1);

  final SplitModel model = new SplitModel();
  final Map<String, String> sent = new HashMap<>();
  final List<ModelWorker> live = new ArrayList<>();
  private final List<ModelWorker> dead = new ArrayList<>();
  private final List<ModelWorker> forgotten = new ArrayList<>();
  private final Site site;
  private final RedisConnection connection;
  private final Splits splits;
  private final ModelHands hands;

  ModelWorld(Site site, RedisConnection connection, Splits splits) {
    this.site = site;
    this.connection = connection;
    this.splits = splits;
    this.hands = new ModelHands(connection, model);
  }

  /** Ids in the order in which they were fetched, by queue, priority step and where they belong. */
  Map<String, List<Integer>> orders() {
    return hands.orders();
  }

  /** Ends the connections of the workers. */
  void close() {
    live.forEach(ModelWorker::disconnect);
    forgotten.forEach(ModelWorker::disconnect);
  }

  void apply(ModelStep step) {
    switch (step.kind()) {
      case PUBLISH -> publish(step);
      case ARRIVE -> {
        if (live.size() < 5) {
          arrive(TYPES.get(step.two() % 2), step.two() % 9 == 0, some(step));
        }
      }
      case REFRESH -> with(live, step, worker -> worker.refresh(connection, model));
      case FETCH -> with(live, step, worker -> hands.fetch(worker, 1 + step.two() % 12));
      case SETTLE -> with(live, step, worker -> hands.settleSome(worker, step));
      case LEAVE -> with(live, step, this::leave);
      case DIE ->
          with(
              live,
              step,
              worker -> {
                live.remove(worker);
                dead.add(worker);
                forgotten.add(worker);
              });
      case RESTORE ->
          with(
              dead,
              step,
              worker -> {
                worker.restore(connection, model);
                dead.remove(worker);
              });
      case FORGET ->
          with(
              forgotten,
              step,
              worker -> {
                worker.forget(connection, model);
                forgotten.remove(worker);
              });
      case RULES -> rules(step.one() % 2 == 0);
      case DECLARE -> declare(step);
      case WITHDRAW -> withdraw(step.pick(QUEUES), "pool-" + step.two() % 2);
      case SPLIT -> {
        SubQueue undecided = TYPES.get(step.two() % 2);
        splits.split(step.pick(QUEUES), undecided);
        model.split(step.pick(QUEUES), undecided);
      }
      case MERGE -> merge(step.pick(QUEUES));
      case DUE -> due(step.pick(QUEUES));
    }
  }

  /** Everybody goes, and one green worker does what is left. */
  void finish() {
    new ArrayList<>(live).forEach(this::leave);
    new ArrayList<>(dead).forEach(worker -> worker.restore(connection, model));
    new ArrayList<>(forgotten).forEach(worker -> worker.forget(connection, model));
    dead.clear();
    forgotten.clear();
    for (String queue : QUEUES) {
      withdraw(queue, "pool-0");
      withdraw(queue, "pool-1");
      due(queue);
      merge(queue);
    }
    ModelWorker last = arrive(SubQueue.GREEN, false, QUEUES);
    while (!hands.fetch(last, 500).isEmpty()) {
      for (Delivery each : List.copyOf(last.held.values())) {
        model.finish(last.name(), each.tag().number());
        last.settle(new Settlement.Drop(each.tag()));
      }
    }
    leave(last);
  }

  private void publish(ModelStep step) {
    String queue = step.pick(QUEUES);
    int priority = STEPS[step.two() % 4];
    for (int i = 0; i < 1 + step.three() % 7; i++) {
      String id = "m" + sent.size();
      int name = (step.one() + step.three() + i) % 17;
      String task = name < 16 ? TestPlacer.NAMES.get(name % 4) : "";
      String text = name < 16 ? Messages.of(task, id) : Messages.envelope("{}", id);
      connection.call(
          Command.LPUSH, site.keys().list(queue, priority), text.getBytes(StandardCharsets.UTF_8));
      sent.put(id, text);
      model.list(queue, priority).addLast(new SplitModel.Sent(id, task));
    }
  }

  private static List<String> some(ModelStep step) {
    List<String> queues = new ArrayList<>(List.of(QUEUES.getFirst()));
    for (int i = 1; i < QUEUES.size(); i++) {
      if (((step.three() >> i) & 1) == 1) {
        queues.add(QUEUES.get(i));
      }
    }
    return queues;
  }

  private ModelWorker arrive(SubQueue type, boolean older, List<String> queues) {
    ModelWorker worker = new ModelWorker(site, type, older, queues);
    live.add(worker);
    worker.arrive(connection, model);
    return worker;
  }

  private void leave(ModelWorker worker) {
    live.remove(worker);
    worker.leave(connection, model);
  }

  private void rules(boolean swapped) {
    splits.setRules(swapped ? "swapped" : "");
    model.rules++;
    model.swapped = swapped;
  }

  private void declare(ModelStep step) {
    String queue = step.pick(QUEUES);
    String type = TYPES.get(step.two() % 2).word();
    String pool = "pool-" + step.three() % 2;
    String tasks = "tasks " + step.three() % 3;
    splits.declare(queue, type, tasks, pool, LONG);
    model
        .serving
        .computeIfAbsent(queue, _ -> new HashMap<>())
        .put(pool, type + "/" + TaskIndexes.digest(tasks));
  }

  private void withdraw(String queue, String pool) {
    splits.withdraw(queue, pool);
    model.serving.getOrDefault(queue, new HashMap<>()).remove(pool);
  }

  private void merge(String queue) {
    splits.merge(queue);
    SubQueue.ALL.forEach(part -> model.merge(queue, part));
  }

  private void due(String queue) {
    List<String> order = new ModelLook(connection, site.keys()).delayed(queue);
    new DueMover(site.keys(), site.settings().limits(), InstantSource.system())
        .move(connection, List.of(queue));
    model.due(queue, order);
  }

  private static void with(List<ModelWorker> some, ModelStep step, Consumer<ModelWorker> action) {
    if (!some.isEmpty()) {
      action.accept(step.pick(some));
    }
  }
}
