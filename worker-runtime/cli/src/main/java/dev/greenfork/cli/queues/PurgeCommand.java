package dev.greenfork.cli.queues;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.Purged;
import dev.greenfork.broker.QueueState;
import dev.greenfork.cli.options.BrokerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes what waits in queues, after asking. */
@Command(
    name = "purge",
    description = {
      "Deletes the messages that wait in queues, of all priorities, those in sub-queues and delayed",
      "ones included.",
      "What workers have fetched and dead letters stay."
    },
    mixinStandardHelpOptions = true)
public final class PurgeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "QUEUE", arity = "1..*", description = "The queues to empty.")
  private List<String> queues = List.of();

  @Option(
      names = {"-f", "--force"},
      description = "Do not ask.")
  private boolean force;

  @Option(names = "--json", description = "Print a JSON object with a count for each queue.")
  private boolean json;

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final BufferedReader answers;

  /**
   * @param answers where people answer
   */
  public PurgeCommand(BufferedReader answers) {
    this.answers = answers;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (Broker open = Brokers.open(broker.settings())) {
      if (!force && !confirmed(open.queues().look(queues))) {
        out.println("Nothing was deleted.");
        out.flush();
        return 1;
      }
      ObjectNode counts = JsonNodeFactory.instance.objectNode();
      for (String queue : queues) {
        Purged purged = open.queues().purge(queue);
        counts.put(queue, purged.total());
        if (!json) {
          out.printf(
              "%s: %d messages deleted (%d waiting, %d delayed).%n",
              queue, purged.total(), purged.waiting().total(), purged.delayed());
        }
      }
      if (json) {
        out.println(counts.toPrettyString());
      }
    }
    out.flush();
    return 0;
  }

  private boolean confirmed(List<QueueState> states) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    for (QueueState state : states) {
      err.printf(
          "%s: %d waiting, %d delayed.%n", state.queue(), state.waiting().total(), state.delayed());
    }
    err.print("Delete these messages for good? Type yes: ");
    err.flush();
    String answer = answers.readLine();
    return answer != null && answer.strip().equalsIgnoreCase("yes");
  }
}
