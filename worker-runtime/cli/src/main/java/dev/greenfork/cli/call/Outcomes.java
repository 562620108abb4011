package dev.greenfork.cli.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.TaskFailedException;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine;

/** Prints what became of a task: its value on standard output, or as JSON whatever it is. */
final class Outcomes {

  private static final int FAILED = 1;

  private final PrintWriter out;
  private final boolean json;

  Outcomes(CommandLine command, boolean json) {
    this.out = command.getOut();
    this.json = json;
  }

  /**
   * Waits, prints, and gives the exit code.
   *
   * @throws TaskFailedException if it failed and that is to be told as a sentence
   */
  int await(AsyncResult<JsonNode> result, Duration patience) throws InterruptedException {
    try {
      JsonNode value = result.get(patience);
      ObjectNode all = of(result.id(), "SUCCESS");
      all.set("result", value);
      print(json ? all.toString() : String.valueOf(value));
      return 0;
    } catch (TaskFailedException e) {
      if (!json) {
        throw e;
      }
      ObjectNode all = of(result.id(), e.status());
      all.putObject("error")
          .put("type", e.type())
          .put("module", e.module())
          .put("message", e.getMessage());
      print(all.put("traceback", e.remoteTraceback()).toString());
      return FAILED;
    }
  }

  /** Prints the id of a task, or the state of one that has not ended. */
  void show(String id, String state, String plain) {
    print(json ? of(id, state).toString() : plain);
  }

  private static ObjectNode of(String id, String state) {
    return JsonNodeFactory.instance.objectNode().put("id", id).put("state", state);
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
