package dev.greenfork.cli.queues;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.DeadMessage;
import dev.greenfork.cli.output.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the dead letters of a queue. */
@Command(
    name = "list",
    description = "Lists the dead letters of a queue, newest first.",
    mixinStandardHelpOptions = true)
final class DeadListCommand implements Callable<Integer> {

  @Mixin private DeadOptions options = new DeadOptions();

  @Option(
      names = {"-n", "--most"},
      paramLabel = "COUNT",
      description = "How many at most. Default: 100.")
  private int most = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Broker open = options.open()) {
      List<DeadMessage> letters = open.queues().dead(options.queue(), Math.max(0, most));
      if (options.json()) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        letters.forEach(letter -> array.add(Letters.tree(letter)));
        out.println(array.toPrettyString());
      } else if (letters.isEmpty()) {
        out.printf("Queue %s has no dead letters.%n", options.queue());
      } else {
        Table.print(out, Letters.HEAD, letters.stream().map(Letters::row).toList());
      }
    }
    out.flush();
    return 0;
  }
}
