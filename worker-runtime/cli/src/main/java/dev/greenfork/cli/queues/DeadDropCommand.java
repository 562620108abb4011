package dev.greenfork.cli.queues;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.broker.Broker;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes dead letters. */
@Command(
    name = "drop",
    description = "Deletes dead letters for good.",
    mixinStandardHelpOptions = true)
final class DeadDropCommand implements Callable<Integer> {

  @Mixin private DeadOptions options = new DeadOptions();

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "KEY",
      description = "Keys from the list, or ids of tasks.")
  private List<String> names = List.of();

  @Option(names = "--all", description = "All of the queue.")
  private boolean all;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (all != names.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Name the dead letters to drop, or give --all alone.");
    }
    long dropped;
    try (Broker open = options.open()) {
      dropped =
          all
              ? open.queues().dropAll(options.queue())
              : options.find(open, names).stream().filter(open.queues()::drop).count();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      out.println(JsonNodeFactory.instance.objectNode().put("dropped", dropped).toPrettyString());
    } else {
      out.printf("%d dead letters of queue %s dropped.%n", dropped, options.queue());
    }
    out.flush();
    return 0;
  }
}
