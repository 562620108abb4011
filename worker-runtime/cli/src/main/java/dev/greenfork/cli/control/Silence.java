package dev.greenfork.cli.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What it means that workers answered, or that none did. */
final class Silence {

  private Silence() {}

  /** The exit status: 0, 1 if a worker answered with an error, 69 if none answered. */
  static int status(CommandSpec spec, Map<String, JsonNode> answers) {
    if (answers.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("greenfork: no worker answered in time; wait longer with --timeout.");
      spec.commandLine().getErr().flush();
      return Asking.NOBODY;
    }
    return answers.values().stream().anyMatch(answer -> answer.has("error")) ? 1 : 0;
  }
}
