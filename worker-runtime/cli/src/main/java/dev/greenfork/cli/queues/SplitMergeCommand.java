package dev.greenfork.cli.queues;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.cli.options.BrokerOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the parts of queues together again. */
@Command(
    name = "merge",
    description = {
      "Moves what waits in the sub-queues of queues back to their heads, parked messages included;",
      "before Greenfork is uninstalled, for example. Exit 1 if pools of both types still serve one,",
      "because they split it again."
    },
    mixinStandardHelpOptions = true)
final class SplitMergeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "QUEUE", arity = "1..*", description = "The queues to merge.")
  private List<String> queues = List.of();

  @Option(names = "--json", description = "Print a JSON object with a count for each queue.")
  private boolean json;

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    int exit = 0;
    ObjectNode counts = JsonNodeFactory.instance.objectNode();
    try (Broker open = Brokers.open(broker.settings())) {
      for (String queue : queues) {
        long moved = open.splits().merge(queue);
        counts.put(queue, moved);
        if (!json) {
          out.printf("%s: %d messages moved back from %s.%n", queue, moved, parts(queue));
        }
        if (open.splits().isSplit(queue)) {
          exit = 1;
          err.printf(
              "%s: green and prefork workers serve it and go on splitting it. End the workers of one"
                  + " type, wait 15 s and merge again.%n",
              queue);
        }
      }
    }
    if (json) {
      out.println(counts.toPrettyString());
    }
    out.flush();
    err.flush();
    return exit;
  }

  private static String parts(String queue) {
    return SubQueue.ALL.stream().map(part -> part.of(queue)).collect(Collectors.joining(", "));
  }
}
