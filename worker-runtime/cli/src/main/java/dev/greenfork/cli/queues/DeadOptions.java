package dev.greenfork.cli.queues;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.DeadMessage;
import dev.greenfork.cli.options.BrokerOptions;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands about dead letters have in common. */
final class DeadOptions {

  /** More than a dead-letter list holds by default. */
  static final int ALL = 1_000_000;

  @Parameters(index = "0", paramLabel = "QUEUE", description = "The queue that they came from.")
  private String queue = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private BrokerOptions broker = new BrokerOptions();

  String queue() {
    return queue;
  }

  boolean json() {
    return json;
  }

  Broker open() {
    return Brokers.open(broker.settings());
  }

  /** The letters of these names, or all if there are none. */
  List<DeadMessage> find(Broker open, List<String> names) {
    List<DeadMessage> all = open.queues().dead(queue, ALL);
    return names.isEmpty() ? all : Letters.pick(all, queue, names);
  }
}
