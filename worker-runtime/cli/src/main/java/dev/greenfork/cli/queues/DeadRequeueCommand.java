package dev.greenfork.cli.queues;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.DeadMessage;
import dev.greenfork.broker.Requeued;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts dead letters back into their queue. */
@Command(
    name = "requeue",
    description = {
      "Puts the messages of dead letters back into their queue, as they were; without a key, all.",
      "Exit 1 if one could not be put back."
    },
    mixinStandardHelpOptions = true)
final class DeadRequeueCommand implements Callable<Integer> {

  @Mixin private DeadOptions options = new DeadOptions();

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "KEY",
      description = "Keys from the list, or ids of tasks.")
  private List<String> names = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    boolean all = true;
    try (Broker open = options.open()) {
      // The oldest first, so that they keep their order.
      for (DeadMessage letter : options.find(open, names).reversed()) {
        Requeued requeued = open.queues().requeue(letter);
        all &= requeued == Requeued.DONE;
        array.add(Letters.tree(letter).put("requeued", requeued.name().toLowerCase(Locale.ROOT)));
        if (!options.json()) {
          out.println(letter.key() + ": " + sentence(letter, requeued));
        }
      }
    }
    if (options.json()) {
      out.println(array.toPrettyString());
    } else if (array.isEmpty()) {
      out.printf("Queue %s has no dead letters.%n", options.queue());
    }
    out.flush();
    return all ? 0 : 1;
  }

  private static String sentence(DeadMessage letter, Requeued requeued) {
    return switch (requeued) {
      case DONE -> "waits in queue %s again.".formatted(letter.queue());
      case GONE -> "is gone: somebody else requeued or dropped it.";
      case TRUNCATED ->
          "cannot be requeued: only the first %d of its %d bytes were kept. Send the task anew."
              .formatted(letter.message().envelope().length, letter.message().bytes());
    };
  }
}
