package dev.greenfork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The command from its arguments to its exit status, as far as no broker is needed. */
final class CommandsTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  static List<List<String>> wrong() {
    return List.of(
        List.of("2", "'soon' is no duration", "worker", "--drain-timeout", "soon"),
        List.of("2", "grey", "worker", "-P", "grey"),
        List.of("2", "--args must be a JSON array", "call", "t", "--args", "{}"),
        List.of("2", "--kwargs must be a JSON object", "call", "t", "--kwargs", "{"),
        List.of("2", "'soon' is no time", "call", "t", "--countdown", "soon"),
        List.of("2", "no time with its offset", "call", "t", "--eta", "2026-11-23T12:00"),
        List.of("1", "0 (served first) to 9", "call", "t", "--priority", "10"),
        List.of("1", "is Celery's own", "call", "t", "--header", "eta=1"),
        List.of(
            "1",
            "does not answer: Failed to connect to 127.0.0.1:1.",
            "call",
            "t",
            "-b",
            "redis://127.0.0.1:1/0"),
        List.of(
            "1",
            "does not answer: Failed to connect to 127.0.0.1:1.",
            "result",
            "x",
            "--wait",
            "-b",
            "redis://127.0.0.1:1/0"),
        List.of("1", "1 to 256, but is 300", "worker", "-P", "prefork", "-c", "300"),
        List.of("1", "1 to 100000, but is 0", "worker", "-c", "0"),
        List.of("2", "'big' is no size", "worker", "--max-memory-per-child", "big"),
        List.of("1", "at least one task, not 0", "worker", "--max-tasks-per-child", "0"),
        List.of("1", "at least 128Mi", "worker", "--max-memory-per-child", "1Mi"),
        List.of("1", "no readable file /no/url", "worker", "--broker-file", "/no/url"),
        List.of("1", "names ending in", "worker", "-Q", "a.dead"),
        List.of("1", "no readable task jar or folder no.jar", "tasks", "no.jar"),
        List.of("2", "query-task needs the ID", "inspect", "query-task"),
        List.of("2", "ping takes no w1", "inspect", "ping", "w1"),
        List.of("2", "expected one of", "inspect", "nonsense"),
        List.of("2", "n must be a number, not 'x'", "control", "pool-grow", "x"),
        List.of("2", "rate-limit takes task_name rate_limit", "control", "rate-limit", "t"),
        List.of("2", "must be NAME=VALUE, not 'x'", "revoke", "--stamp", "x"),
        List.of("2", "by their IDs or by --stamp", "revoke"),
        List.of("1", "unknown %q", "worker", "-n", "x@%q"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void says_what_is_wrong_in_a_line(List<String> given) {
    int status = run(given.subList(2, given.size()).toArray(String[]::new));

    assertThat(err.toString()).contains(given.get(1));
    assertThat(err.toString()).startsWith("greenfork: ").doesNotContain("\tat ");
    assertThat(status).isEqualTo(Integer.parseInt(given.getFirst()));
  }

  @Test
  void lists_no_tasks_where_there_are_none() {
    assertThat(run("tasks", "--json")).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("[ ]");
  }

  @Test
  void prints_a_completion_script() {
    assertThat(run("completion")).isZero();
    assertThat(out.toString()).contains("complete -F", "--drain-timeout");
  }

  @Test
  void prints_its_version() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("greenfork ").contains("Java 25");
  }

  private int run(String... arguments) {
    CommandLine command = Greenfork.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(arguments);
  }
}
