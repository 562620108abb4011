package dev.greenfork.cli.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.StandingOrders.TimeOrder;
import dev.greenfork.cli.output.Table;
import dev.greenfork.client.control.RemoteControl;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells workers what to do and prints what each answers. */
@Command(
    name = "control",
    description = {
      "Tells workers what to do. Exits with 69 if none answers.",
      "Limits that all workers are told are also kept for those that start later."
    },
    mixinStandardHelpOptions = true)
public final class ControlCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "ORDER", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Order order = Order.HEARTBEAT;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ARGUMENT",
      description =
          "pool-grow [N], pool-shrink [N], rate-limit TASK 10/m, time-limit TASK SOFT [HARD] in"
              + " seconds, add-consumer QUEUE, cancel-consumer QUEUE.")
  private List<String> given = List.of();

  @Mixin private Asking asking = new Asking();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    ObjectNode arguments = arguments();
    PrintWriter out = spec.commandLine().getOut();
    if (!order.isAnswered()) {
      RemoteControl.Command told =
          new RemoteControl.Command(order.method(), arguments, asking.audience());
      asking.connected(
          control -> {
            control.tell(told);
            return told;
          });
      out.println(asking.json() ? "{}" : "Sent; workers do not answer " + order + ".");
      out.flush();
      return 0;
    }
    boolean kept = keep(arguments);
    Map<String, JsonNode> answers = asking.ask(order.method(), arguments);
    if (asking.json()) {
      out.println(Asking.tree(answers).toPrettyString());
    } else if (!answers.isEmpty()) {
      Table.print(
          out,
          List.of("WORKER", "ANSWER"),
          answers.entrySet().stream().map(ControlCommand::row).toList());
    }
    if (answers.isEmpty() && kept) {
      out.println("No worker answered; the limit is kept for those that start later.");
      out.flush();
      return 0;
    }
    out.flush();
    return Silence.status(spec, answers);
  }

  /** Limits outlive the workers that hear them, if all are meant. */
  private boolean keep(ObjectNode arguments) throws InterruptedException {
    if (!asking.everybody() || (order != Order.RATE_LIMIT && order != Order.TIME_LIMIT)) {
      return false;
    }
    String task = arguments.get("task_name").textValue();
    return asking.connected(
        control -> {
          if (order == Order.RATE_LIMIT) {
            control.keepRate(task, arguments.get("rate_limit").textValue());
          } else {
            control.keepTime(
                task, new TimeOrder(seconds(arguments, "soft"), seconds(arguments, "hard")));
          }
          return true;
        });
  }

  private static @Nullable Double seconds(ObjectNode arguments, String name) {
    JsonNode value = arguments.get(name);
    return value == null || value.doubleValue() <= 0 ? null : value.doubleValue();
  }

  private ObjectNode arguments() {
    try {
      return order.arguments(given);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static List<String> row(Map.Entry<String, JsonNode> answer) {
    JsonNode value = answer.getValue();
    if (value.has("ok")) {
      return List.of(answer.getKey(), value.get("ok").asText());
    }
    return List.of(
        answer.getKey(),
        value.has("error") ? "ERROR " + value.get("error").asText() : value.toString());
  }
}
