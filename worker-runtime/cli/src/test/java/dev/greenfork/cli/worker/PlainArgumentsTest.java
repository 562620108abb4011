package dev.greenfork.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.cli.options.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PlainArgumentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-P green",
        "-P PREFORK -c 4 -Q a,b -n x@%h -l debug",
        "--pool=prefork --concurrency=2 --queues=a --hostname=x@y --loglevel=warn --log-format=json",
        "--tasks a.jar:/b/c.jar,d.jar --http-port 0 --drain-timeout 1h30m",
        "--soft-time-limit 500ms --time-limit 2s --child-env A,B* --max-tasks-per-child 7",
        "-b redis://h:1/2 --result-backend redis://h:1/3 --key-prefix p: --result-key-prefix q:",
        "--broker-file /b --broker-ca-file /c --result-backend-file /r --result-backend-ca-file /s",
        "--max-deliveries 3 --on-worker-lost fail",
        "--result-expires 24h --hard-time-limit=90s --log-level=error",
      })
  void reads_what_picocli_reads(String line) {
    List<String> arguments = words(line);

    assertThat(PlainArguments.read(arguments, Map.of()))
        .hasValueSatisfying(
            plain ->
                assertThat(plain)
                    .usingRecursiveComparison()
                    .isEqualTo(byPicocli(arguments, Map.of())));
  }

  @Test
  void reads_the_environment_below_what_is_given() {
    Map<String, String> variables =
        Map.of(
            "GREENFORK_POOL", "prefork",
            "GREENFORK_CONCURRENCY", "3",
            "GREENFORK_BROKER_FILE", "/run/broker/url",
            "GREENFORK_HARD_TIME_LIMIT", "60s",
            "GREENFORK_JAVA_OPTS", "-Xmx1g",
            "PATH", "/bin");
    List<String> arguments = List.of("-c", "5");

    assertThat(PlainArguments.read(arguments, variables))
        .hasValueSatisfying(
            plain ->
                assertThat(plain)
                    .usingRecursiveComparison()
                    .isEqualTo(byPicocli(arguments, variables)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "-c",
        "-c4",
        "-c four",
        "-c 4 --concurrency 4",
        "-P thread",
        "-E -c 4",
        "--queue-order sorted",
        "--drain-timeout 90",
        "--drain-timeout soon",
        "-n @file",
        "-n ${sys:user.name}",
        "-Q a,,b",
        "-Q a,",
        "-c -4",
        "--tasks=",
        "green",
        "-- -c",
      })
  void leaves_the_rest_to_picocli(String line) {
    assertThat(PlainArguments.read(words(line), Map.of())).isEqualTo(Optional.empty());
  }

  @Test
  void leaves_variables_of_other_options_to_picocli() {
    assertThat(PlainArguments.read(List.of(), Map.of("GREENFORK_QUEUE_ORDER", "sorted"))).isEmpty();
    assertThat(
            PlainArguments.read(
                List.of(), Map.of("GREENFORK_NAME", "a@b", "GREENFORK_HOSTNAME", "c@d")))
        .isEmpty();
  }

  private static WorkerCommand byPicocli(List<String> arguments, Map<String, String> variables) {
    WorkerCommand command = new WorkerCommand();
    new CommandLine(command)
        .setDefaultValueProvider(new Environment(variables))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(arguments.toArray(String[]::new));
    return command;
  }

  private static List<String> words(String line) {
    return line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
  }
}
