package dev.greenfork.cli.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.Brokers;
import dev.greenfork.cli.options.BrokerOptions;
import dev.greenfork.cli.options.Durations;
import dev.greenfork.client.control.RemoteControl;
import dev.greenfork.protocol.control.ControlRequest.Audience;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that are answered by workers. */
final class Asking {

  /** As Celery has it (EX_UNAVAILABLE). */
  static final int NOBODY = 69;

  @Option(
      names = {"-d", "--destination"},
      split = ",",
      paramLabel = "NODE",
      description = "Only these workers, by their names. Default: all.")
  private List<String> destination = List.of();

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "TIME",
      converter = Durations.class,
      description = "How long to wait for answers. Default: 1s.")
  private Duration timeout = Duration.ofSeconds(1);

  @Option(names = "--json", description = "Print a JSON object with an entry for each worker.")
  private boolean json;

  @Mixin private BrokerOptions broker = new BrokerOptions();

  boolean json() {
    return json;
  }

  /** Whether no worker is left out. */
  boolean everybody() {
    return destination.isEmpty();
  }

  Audience audience() {
    return Audience.of(destination);
  }

  /** Work with a broker that ends it. */
  interface Work<T> {

    T with(RemoteControl control) throws InterruptedException;
  }

  <T> T connected(Work<T> work) throws InterruptedException {
    try (Broker open = Brokers.open(broker.settings())) {
      return work.with(new RemoteControl(open, InstantSource.system()));
    }
  }

  /** What each worker answers. */
  Map<String, JsonNode> ask(String command, ObjectNode arguments) throws InterruptedException {
    RemoteControl.Command asked = new RemoteControl.Command(command, arguments, audience());
    return connected(control -> control.ask(asked, timeout));
  }

  static ObjectNode tree(Map<String, JsonNode> answers) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    answers.forEach(tree::set);
    return tree;
  }
}
