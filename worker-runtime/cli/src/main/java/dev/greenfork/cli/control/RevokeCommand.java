package dev.greenfork.cli.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.Brokers;
import dev.greenfork.cli.options.BrokerOptions;
import dev.greenfork.client.control.RemoteControl;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Revokes tasks, whether or not a worker runs at the moment. */
@Command(
    name = "revoke",
    description = {
      "Revokes tasks: no worker begins them any more, nor do workers that start in the next 3 hours.",
      "With --terminate, those that run are ended as well."
    },
    mixinStandardHelpOptions = true)
public final class RevokeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", arity = "0..*", description = "The tasks.")
  private List<String> ids = List.of();

  @Option(
      names = "--stamp",
      paramLabel = "NAME=VALUE",
      description = "All tasks that carry this stamp; may be repeated.")
  private List<String> stamps = List.of();

  @Option(names = "--terminate", description = "End those that run.")
  private boolean terminate;

  @Option(
      names = "--signal",
      paramLabel = "SIGNAL",
      description = "How prefork workers end them: TERM or KILL. Default: TERM.")
  private String signal = "TERM";

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Map<String, List<String>> values = stamps();
    if (ids.isEmpty() && values.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Name the tasks by their IDs or by --stamp NAME=VALUE.");
    }
    Optional<String> how = terminate ? Optional.of("SIG" + signal()) : Optional.empty();
    try (Broker open = Brokers.open(broker.settings())) {
      RemoteControl control = new RemoteControl(open, InstantSource.system());
      if (!ids.isEmpty()) {
        control.revoke(ids, how);
      }
      if (!values.isEmpty()) {
        control.revokeStamped(values, how);
      }
    }
    print(values);
    return 0;
  }

  private void print(Map<String, List<String>> values) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode tree = JsonNodeFactory.instance.objectNode();
      ids.forEach(tree.putArray("revoked")::add);
      ObjectNode byName = tree.putObject("stamps");
      values.forEach((name, all) -> all.forEach(byName.withArrayProperty(name)::add));
      out.println(tree.put("terminate", terminate).toPrettyString());
    } else {
      out.printf(
          "Revoked %d tasks by their IDs and all with %d stamps.%n", ids.size(), stamps.size());
    }
    out.flush();
  }

  private String signal() {
    return signal.startsWith("SIG") ? signal.substring(3) : signal;
  }

  private Map<String, List<String>> stamps() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String stamp : stamps) {
      String[] parts = stamp.split("=", 2);
      if (parts.length < 2 || parts[0].isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "--stamp must be NAME=VALUE, not '%s'.".formatted(stamp));
      }
      values.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
    }
    return values;
  }
}
