package dev.greenfork.cli.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.cli.Greenfork;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScaleCommandTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void explains_the_last_decision_of_each_pool() throws IOException {
    Path file = folder.resolve("pools.json");
    Files.writeString(
        file,
        """
        {"items": [
          {"metadata": {"name": "feeds"}, "spec": {"autoscaling": {"maxReplicas": 9}}, "status": {
            "autoscaling": {"desired": 4, "sentence": "0 -> 4 workers: 40 messages wait", "clamp": "none",
              "at": "2026-01-01T00:00:00Z", "terms": {"steady": 1.5, "catchup": 2.25, "floor": 0, "want": 4}}}},
          {"metadata": {"name": "thumbs"}, "spec": {}, "status": {}}]}
        """);

    String said = run("scale", "explain", file.toString());

    assertThat(said)
        .contains("feeds: 0 -> 4 workers: 40 messages wait", "steady       1.50 workers")
        .contains("thumbs: has no spec.autoscaling");
  }

  @Test
  void simulates_a_load_and_draws_it() {
    String said = run("scale", "simulate", "--load", "L3", "--concurrency", "10");

    assertThat(said).contains("L3: a thousand tasks at once", "#", "wait: p50", "pod-seconds");
    assertThat(run("scale", "simulate", "--load", "L3", "--concurrency", "10")).isEqualTo(said);
  }

  private static String run(String... arguments) {
    CommandLine command = Greenfork.commandLine();
    StringWriter text = new StringWriter();
    command.setOut(new PrintWriter(text));
    assertThat(command.execute(arguments)).isZero();
    return text.toString();
  }
}
