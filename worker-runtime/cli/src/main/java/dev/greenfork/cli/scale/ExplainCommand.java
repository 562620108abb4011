package dev.greenfork.cli.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the last decision of pools with its terms. */
@Command(
    name = "explain",
    description = {
      "Explains the last decision about the size of pools, from what kubectl prints:",
      "  kubectl get wp -o json | greenfork scale explain -"
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

  private static final List<String> TERMS = List.of("steady", "catchup", "startup", "depth");

  @Parameters(
      paramLabel = "FILE",
      description = "One WorkerPool or a list of them, as JSON; - for the standard input.")
  private String file = "-";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ObjectMapper json = new ObjectMapper();
    JsonNode read =
        file.equals("-")
            ? json.readTree(System.in)
            : json.readTree(Files.readString(Path.of(file)));
    if (read.path("items").isArray()) {
      read.path("items").forEach(pool -> explain(out, pool));
    } else {
      explain(out, read);
    }
    out.flush();
    return 0;
  }

  static void explain(PrintWriter out, JsonNode pool) {
    String name = pool.path("metadata").path("name").asText("?");
    JsonNode decision = pool.path("status").path("autoscaling");
    if (!decision.isObject()) {
      out.printf(
          "%s: %s.%n",
          name,
          pool.path("spec").has("autoscaling")
              ? "nothing was decided yet"
              : "has no spec.autoscaling, so it is as large as spec.replicas says");
      return;
    }
    out.printf("%s: %s%n", name, decision.path("sentence").asText());
    out.printf(
        "  decided %s, bound by: %s%n",
        decision.path("at").asText(), decision.path("clamp").asText());
    JsonNode terms = decision.path("terms");
    for (String term : TERMS) {
      out.printf("  %-8s %8.2f workers%n", term, terms.path(term).asDouble());
    }
    out.printf("  %-8s %8d workers%n", "floor", terms.path("floor").asInt());
    out.printf("  %-8s %8d workers%n", "want", terms.path("want").asInt());
    out.printf("  %-8s %8d workers%n", "desired", decision.path("desired").asInt());
    for (JsonNode condition : pool.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("ScalingActive")) {
        out.printf(
            "  ScalingActive=%s (%s)%n",
            condition.path("status").asText(), condition.path("reason").asText());
      }
    }
  }
}
