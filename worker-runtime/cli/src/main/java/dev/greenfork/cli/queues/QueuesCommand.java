package dev.greenfork.cli.queues;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.QueueAdmin;
import dev.greenfork.broker.QueueDepth;
import dev.greenfork.broker.QueueState;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.cli.options.BrokerOptions;
import dev.greenfork.cli.output.Table;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what lies in queues. */
@Command(
    name = "queues",
    description =
        "Shows how many messages wait in queues, by priority and by sub-queue; are delayed; are dead.",
    mixinStandardHelpOptions = true)
public final class QueuesCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "QUEUE",
      arity = "0..*",
      description = "Only these. Default: all that the broker knows.")
  private List<String> queues = List.of();

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Broker open = Brokers.open(broker.settings())) {
      QueueAdmin admin = open.queues();
      List<QueueState> states = admin.look(queues.isEmpty() ? admin.names() : queues);
      if (json) {
        out.println(tree(states).toPrettyString());
      } else if (states.isEmpty()) {
        out.println("The broker knows no queues: nothing was sent, and no worker serves any.");
      } else {
        table(out, states);
      }
    }
    out.flush();
    return 0;
  }

  private static void table(PrintWriter out, List<QueueState> states) {
    List<String> head = new ArrayList<>(List.of("QUEUE", "WAITING"));
    states.getFirst().waiting().byStep().keySet().forEach(step -> head.add("PRIORITY " + step));
    // Only where there are any: most queues are not split.
    List<SubQueue> parts =
        SubQueue.ALL.stream()
            .filter(part -> states.stream().anyMatch(state -> state.split().containsKey(part)))
            .toList();
    parts.forEach(part -> head.add(part.name()));
    head.addAll(List.of("DELAYED", "NEXT DUE", "DEAD"));
    Table.print(out, head, states.stream().map(state -> row(state, parts)).toList());
  }

  private static List<String> row(QueueState state, List<SubQueue> parts) {
    List<String> row = new ArrayList<>(List.of(state.queue(), number(state.waiting().total())));
    state.waiting().byStep().values().forEach(count -> row.add(number(count)));
    parts.forEach(part -> row.add(number(in(state, part))));
    row.add(number(state.delayed()));
    row.add(time(state.nextDue()));
    row.add(number(state.dead()));
    return row;
  }

  private static ArrayNode tree(List<QueueState> states) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (QueueState state : states) {
      ObjectNode node =
          array.addObject().put("queue", state.queue()).put("waiting", state.waiting().total());
      ObjectNode steps = node.putObject("byPriority");
      state.waiting().byStep().forEach((step, count) -> steps.put(step.toString(), count));
      ObjectNode split = node.putObject("split");
      state.split().forEach((part, depth) -> split.put(part.word(), depth.total()));
      Instant due = state.nextDue();
      node.put("delayed", state.delayed())
          .put("nextDue", due == null ? null : due.toString())
          .put("dead", state.dead());
    }
    return array;
  }

  private static long in(QueueState state, SubQueue part) {
    QueueDepth depth = state.split().get(part);
    return depth == null ? 0 : depth.total();
  }

  private static String time(@Nullable Instant due) {
    return due == null ? "-" : due.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String number(long count) {
    return Long.toString(count);
  }
}
