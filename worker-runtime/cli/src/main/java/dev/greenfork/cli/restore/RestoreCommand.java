package dev.greenfork.cli.restore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.KnownWorker;
import dev.greenfork.broker.Workers;
import dev.greenfork.cli.options.BrokerOptions;
import dev.greenfork.cli.output.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts messages of workers that are gone back into their queues. */
@Command(
    name = "restore",
    description = {
      "Puts the messages that dead workers hold back to the heads of their queues. Workers and the",
      "operator do so by themselves within seconds; this is for when none of them will return.",
      "Without --yes it only shows them. Workers whose lease lives are left alone, always."
    },
    mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {

  private static final List<String> HEAD = List.of("WORKER", "HOLDS", "LEASE", "RESULT");

  @Option(
      names = {"-y", "--yes"},
      description = "Put them back, instead of only showing them.")
  private boolean yes;

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<List<String>> rows = new ArrayList<>();
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    long waiting = 0;
    try (Broker open = Brokers.open(broker.settings())) {
      for (KnownWorker worker : open.workers().all()) {
        long restored = yes ? restore(open.workers(), worker) : 0;
        waiting += worker.isAlive() ? 0 : worker.deliveries() - restored;
        rows.add(row(worker, restored));
        array.add(tree(worker, restored));
      }
    }
    if (json) {
      out.println(array.toPrettyString());
    } else {
      Table.print(out, HEAD, rows);
      if (!yes && waiting > 0) {
        out.printf("%d messages would be put back; say --yes to do it.%n", waiting);
      }
    }
    out.flush();
    return 0;
  }

  /** The broker judges once more, by its own clock, whether the lease lives. */
  private static long restore(Workers workers, KnownWorker worker) {
    return worker.isAlive() ? 0 : workers.restore(worker.incarnation()).messages();
  }

  private List<String> row(KnownWorker worker, long restored) {
    String result;
    if (worker.isAlive()) {
      result = "lives, left alone";
    } else if (yes) {
      result = restored + " put back";
    } else {
      result = "would be put back";
    }
    return List.of(
        Table.printable(worker.incarnation()),
        Long.toString(worker.deliveries()),
        worker.isAlive() ? worker.lease().toMillis() + " ms" : "run out",
        result);
  }

  private static ObjectNode tree(KnownWorker worker, long restored) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("worker", worker.incarnation())
        .put("holds", worker.deliveries())
        .put("alive", worker.isAlive())
        .put("restored", restored);
  }
}
