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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows dead letters whole. */
@Command(
    name = "show",
    description = "Shows dead letters with why they are dead, and their messages.",
    mixinStandardHelpOptions = true)
final class DeadShowCommand implements Callable<Integer> {

  @Mixin private DeadOptions options = new DeadOptions();

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "KEY",
      description = "Keys from the list, or ids of tasks.")
  private List<String> names = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Broker open = options.open()) {
      List<DeadMessage> letters = options.find(open, names);
      if (options.json()) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        letters.forEach(
            letter -> array.add(Letters.tree(letter).put("message", Letters.message(letter))));
        out.println(array.toPrettyString());
      } else {
        letters.forEach(letter -> print(out, letter));
      }
    }
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, DeadMessage letter) {
    Table.print(out, Letters.HEAD, List.of(Letters.row(letter)));
    out.println(Table.printable(letter.why().detail()));
    letter.deaths().forEach(death -> out.println("  died: " + Table.printable(death)));
    if (letter.message().truncated()) {
      out.println("Only the beginning was kept, so it cannot be requeued:");
    }
    out.println(Table.printable(Letters.message(letter)));
    out.println();
  }
}
