package dev.greenfork.cli.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.cli.options.BrokerOptions;
import dev.greenfork.cli.options.Durations;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.GreenforkClient;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the result of a task that was sent earlier. */
@Command(
    name = "result",
    description = "Prints the result of a task, or its state while it has not ended.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it succeeded",
      "1:it failed or was revoked",
      "3:it has not ended, or nothing is known of it",
      "124:it has not ended within --timeout"
    },
    mixinStandardHelpOptions = true)
public final class ResultCommand implements Callable<Integer> {

  private static final int NOT_ENDED = 3;
  private static final Duration READ = Duration.ofSeconds(20);

  @Parameters(paramLabel = "ID", description = "The task's id.")
  private String id = "";

  @Option(names = "--wait", description = "Wait until it has ended.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "How long to wait. Default: 1m.")
  private Duration timeout = Duration.ofMinutes(1);

  @Option(names = "--json", description = "Print id, state and result or error as one JSON object.")
  private boolean json;

  @Option(names = "--forget", description = "Remove it from the result backend afterwards.")
  private boolean forget;

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    try (GreenforkClient client = GreenforkClient.connect(broker.settings())) {
      client.checkResults();
      AsyncResult<JsonNode> result = client.result(id, JsonNode.class);
      Outcomes outcomes = new Outcomes(spec.commandLine(), json);
      try {
        String state = wait ? "" : result.state();
        if (wait || AsyncResult.isReady(state)) {
          return outcomes.await(result, wait ? timeout : READ);
        }
        outcomes.show(id, state, state);
        return NOT_ENDED;
      } finally {
        if (forget) {
          result.forget();
        }
      }
    }
  }
}
