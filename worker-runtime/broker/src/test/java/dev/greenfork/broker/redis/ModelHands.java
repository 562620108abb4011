package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.DeadLetter;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.SubQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What workers do with messages: they fetch, judge and end them, at the broker and in the model.
 */
final class ModelHands {

  private final RedisConnection connection;
  private final SplitModel model;
  private final Map<String, List<Integer>> orders = new HashMap<>();

  ModelHands(RedisConnection connection, SplitModel model) {
    this.connection = connection;
    this.model = model;
  }

  Map<String, List<Integer>> orders() {
    return orders;
  }

  private void note(ModelWorker worker, Delivery delivery) {
    SplitModel.Sent message = model.held(worker.name(), delivery.tag().number()).message();
    if (!message.task().isEmpty()) { // What the script cannot read goes to whoever meets it.
      String key = delivery.queue() + delivery.step() + message.task().substring(0, 2);
      orders
          .computeIfAbsent(key, _ -> new ArrayList<>())
          .add(Integer.parseInt(message.id().substring(1)));
    }
  }

  List<Delivery> fetch(ModelWorker worker, int slots) {
    List<Delivery> deliveries = worker.fetch(connection, model, slots);
    List<String> expected =
        model.record(worker.name()).values().stream().map(held -> held.message().id()).toList();
    List<Delivery> all = List.copyOf(worker.held.values());
    assertThat(all.stream().map(each -> Messages.id(Testbed.text(each))))
        .as("fetched, in order")
        .containsExactlyElementsOf(expected);
    for (Delivery each : deliveries) {
      note(worker, each);
      admit(worker, each);
    }
    return deliveries;
  }

  private void admit(ModelWorker worker, Delivery delivery) {
    SplitModel.Held held = model.held(worker.name(), delivery.tag().number());
    assertThat(held.queue()).isEqualTo(delivery.queue());
    assertThat(held.step()).isEqualTo(delivery.step());
    SubQueue place = worker.elsewhere(delivery, held.message().task());
    if (place != null) {
      forward(worker, delivery, place);
      return;
    }
    SplitModel.State table = model.table(delivery.queue());
    if (table != null && worker.splits(delivery.queue())) {
      SubQueue right = table.place(held.message().task());
      assertThat(right == null ? worker.type : right)
          .as("runs where it may")
          .isEqualTo(worker.type);
    }
  }

  private void forward(ModelWorker worker, Delivery delivery, SubQueue to) {
    String version = worker.version(delivery.queue());
    ModelWorker.Heard heard = worker.heard.get(delivery.queue());
    Set<String> who = heard == null ? null : heard.state().who();
    model.forward(worker.name(), delivery.tag().number(), to, who);
    worker.settle(new Settlement.Forward(delivery, to, version));
  }

  void settleSome(ModelWorker worker, ModelStep step) {
    for (Delivery each : List.copyOf(worker.held.values())) {
      if ((each.tag().number() + step.two()) % 3 > 0) {
        settle(worker, each, step.three() % 10);
      }
    }
  }

  private void settle(ModelWorker worker, Delivery each, int how) {
    long number = each.tag().number();
    switch (how) {
      case 0 -> {
        model.handBack(worker.name(), number);
        worker.settle(new Settlement.HandBack(each.tag()));
      }
      case 1 -> {
        model.bury(worker.name(), number);
        String id = Messages.id(Testbed.text(each));
        worker.settle(new Settlement.Bury(each, new DeadLetter("test", "no reason", id, null)));
      }
      case 2 -> {
        model.later(worker.name(), number);
        worker.settle(new Settlement.Later(each.tag(), Instant.EPOCH));
      }
      case 3 -> forward(worker, each, SubQueue.PARKED);
      default -> {
        model.finish(worker.name(), number);
        worker.settle(new Settlement.Drop(each.tag()));
      }
    }
  }
}
