package dev.greenfork.cli.routes;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.Brokers;
import dev.greenfork.cli.options.BrokerOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints where tasks run. */
@Command(
    name = "routes",
    description = {
      "Shows where the tasks of queues run, who says so, and what was measured of their runs.",
      "A task is known while a worker serves the queue, or a WorkerPool that an operator declared."
    },
    mixinStandardHelpOptions = true)
public final class RoutesCommand implements Callable<Integer> {

  /** Of what is printed. */
  enum Format {
    table,
    json,
    celery
  }

  @Parameters(
      paramLabel = "QUEUE",
      arity = "0..*",
      description = "Only these. Default: all that the broker knows.")
  private List<String> queues = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "table; json; or celery: the same routes as task_routes for the configuration of"
              + " Celery's producers, for those who prefer two queues to one that is split.")
  private Format format = Format.table;

  @Option(names = "--why", description = "Add a sentence to each line of the table.")
  private boolean why;

  @Option(
      names = "--green-suffix",
      paramLabel = "TEXT",
      defaultValue = "-green",
      description = "celery: the end of names of queues for green pools (${DEFAULT-VALUE}).")
  private String green = "-green";

  @Option(
      names = "--prefork-suffix",
      paramLabel = "TEXT",
      defaultValue = "-prefork",
      description = "celery: the same for prefork pools (${DEFAULT-VALUE}).")
  private String prefork = "-prefork";

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Route> routes = read();
    if (routes.isEmpty() && format == Format.table) {
      out.println("Nobody serves these queues, so no task is known.");
    } else {
      switch (format) {
        case table -> RouteTable.lines(routes, why).forEach(out::println);
        case json -> out.println(RouteTable.tree(routes).toPrettyString());
        case celery ->
            CeleryRoutes.lines(routes, new CeleryRoutes.Suffixes(green, prefork))
                .forEach(out::println);
      }
    }
    out.flush();
    return 0;
  }

  private List<Route> read() {
    try (Broker open = Brokers.open(broker.settings())) {
      return Routes.read(open, queues.isEmpty() ? open.queues().names() : queues);
    }
  }
}
