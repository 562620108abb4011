package dev.greenfork.cli.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.cli.options.BrokerOptions;
import dev.greenfork.cli.options.Durations;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.GreenforkClient;
import dev.greenfork.client.TaskCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a task and prints its id or, with {@code --wait}, its result as JSON. */
@Command(
    name = "call",
    description = "Sends a task. Prints its id, or with --wait its result.",
    mixinStandardHelpOptions = true)
public final class CallCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "The task's name.")
  private String name = "";

  @Option(names = "--args", paramLabel = "JSON", description = "Arguments by position, an array.")
  private String args = "[]";

  @Option(names = "--kwargs", paramLabel = "JSON", description = "Arguments by name, an object.")
  private String kwargs = "{}";

  @Mixin private SendArguments sending = new SendArguments();

  @Option(
      names = "--wait",
      description = "Wait for the result; exit 1 if the task fails, 124 if it takes too long.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "How long to wait. Default: 1m.")
  private Duration timeout = Duration.ofMinutes(1);

  @Option(names = "--json", description = "Print id, state and result or error as one JSON object.")
  private boolean json;

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    ObjectMapper mapper = new ObjectMapper();
    List<Object> positional = new ArrayList<>();
    read(mapper, "--args", args, ArrayNode.class).forEach(positional::add);
    Map<String, Object> named = new LinkedHashMap<>();
    read(mapper, "--kwargs", kwargs, ObjectNode.class)
        .properties()
        .forEach(entry -> named.put(entry.getKey(), entry.getValue()));
    TaskCall call = new TaskCall(name, positional, named, sending.options());
    try (GreenforkClient client = GreenforkClient.connect(broker.settings())) {
      // So that a broker that cannot be used is told of at once.
      client.check();
      AsyncResult<JsonNode> result = client.send(call, JsonNode.class);
      Outcomes outcomes = new Outcomes(spec.commandLine(), json);
      if (wait) {
        return outcomes.await(result, timeout);
      }
      outcomes.show(result.id(), "PENDING", result.id());
      return 0;
    }
  }

  private <T extends JsonNode> T read(
      ObjectMapper mapper, String option, String json, Class<T> type) {
    String wanted = type == ArrayNode.class ? "a JSON array" : "a JSON object";
    try {
      JsonNode tree = mapper.readTree(json);
      if (type.isInstance(tree)) {
        return type.cast(tree);
      }
    } catch (JsonProcessingException e) {
      throw new ParameterException(
          spec.commandLine(),
          "%s must be %s: %s".formatted(option, wanted, e.getOriginalMessage()));
    }
    throw new ParameterException(spec.commandLine(), "%s must be %s.".formatted(option, wanted));
  }
}
