package dev.greenfork.cli.worker;

import dev.greenfork.task.index.DurationText;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Redelivery;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the arguments of a worker without picocli, which takes longer to read them than the worker
 * to connect. It knows the options that people and the operator mostly give, and settles nothing in
 * doubt: another option, one given twice, or a value that is not plain, and picocli reads them all.
 */
public final class PlainArguments {

  private static final String VARIABLE = "GREENFORK_";

  /** Variables of the launcher and of others, which are no options. */
  private static final List<String> OTHERS =
      List.of("GREENFORK_AOT", "GREENFORK_JAVA_OPTS", "GREENFORK_LAUNCHER", "GREENFORK_POD_NAME");

  private PlainArguments() {}

  /**
   * The command as picocli would make it; empty where only picocli knows.
   *
   * @param arguments those after {@code worker}
   */
  public static Optional<WorkerCommand> read(
      List<String> arguments, Map<String, String> variables) {
    Map<String, String> given = new HashMap<>();
    for (int at = 0; at < arguments.size(); at++) {
      String word = arguments.get(at);
      int sign = word.startsWith("--") ? word.indexOf('=') : -1;
      boolean last = at + 1 == arguments.size();
      if (sign < 0 && last) {
        return Optional.empty();
      }
      String option = longName(sign < 0 ? word : word.substring(0, sign));
      String value = sign < 0 ? arguments.get(++at) : word.substring(sign + 1);
      if (given.putIfAbsent(option, value) != null) {
        return Optional.empty();
      }
    }
    return addVariables(given, variables) ? command(given) : Optional.empty();
  }

  /** What is given wins over the environment. */
  private static boolean addVariables(Map<String, String> given, Map<String, String> variables) {
    Map<String, String> named = new HashMap<>();
    for (Map.Entry<String, String> each : variables.entrySet()) {
      if (each.getKey().startsWith(VARIABLE) && !OTHERS.contains(each.getKey())) {
        String words = each.getKey().substring(VARIABLE.length());
        String option = longName("--" + words.toLowerCase(Locale.ROOT).replace('_', '-'));
        if (named.putIfAbsent(option, each.getValue()) != null) {
          return false;
        }
      }
    }
    named.forEach(given::putIfAbsent);
    return true;
  }

  private static Optional<WorkerCommand> command(Map<String, String> given) {
    WorkerCommand command = new WorkerCommand();
    try {
      for (Map.Entry<String, String> each : given.entrySet()) {
        if (!isPlain(each.getValue()) || !set(command, each.getKey(), each.getValue())) {
          return Optional.empty();
        }
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // Picocli says it in its words.
    }
    return Optional.of(command);
  }

  private static boolean isPlain(String value) {
    return !value.isEmpty()
        && "-@\"' ,".indexOf(value.charAt(0)) < 0
        && !value.endsWith(",")
        && !value.contains(",,")
        && !value.contains("${");
  }

  private static String longName(String option) {
    return switch (option) {
      case "-P" -> "--pool";
      case "-c" -> "--concurrency";
      case "-Q" -> "--queues";
      case "-n", "--hostname" -> "--name";
      case "-b" -> "--broker";
      case "-l", "--log-level" -> "--loglevel";
      case "--hard-time-limit" -> "--time-limit";
      default -> option;
    };
  }

  private static boolean set(WorkerCommand command, String option, String value) {
    switch (option) {
      case "--pool" -> command.pool = PoolType.valueOf(value.toUpperCase(Locale.ROOT));
      case "--concurrency" -> command.concurrency = Integer.valueOf(value);
      case "--queues" -> command.queues = List.of(value.split(",", -1));
      case "--name" -> command.name = value;
      case "--tasks" ->
          command.tasks = Arrays.stream(value.split("[,:]", -1)).map(Path::of).toList();
      case "--http-port" -> command.httpPort = Integer.valueOf(value);
      case "--drain-timeout" -> command.drainTimeout = DurationText.parse(value);
      case "--soft-time-limit" -> command.softTimeLimit = DurationText.parse(value);
      case "--time-limit" -> command.hardTimeLimit = DurationText.parse(value);
      case "--child-env" -> command.childEnvironment = List.of(value.split(",", -1));
      case "--max-tasks-per-child" -> command.maxTasksPerChild = Integer.valueOf(value);
      case "--max-deliveries" -> command.maxDeliveries = Integer.parseInt(value);
      case "--on-worker-lost" ->
          command.onWorkerLost = Redelivery.OnWorkerLost.valueOf(value.toUpperCase(Locale.ROOT));
      case "--loglevel" -> command.logLevel = LogLevel.valueOf(value.toUpperCase(Locale.ROOT));
      case "--log-format" -> command.logFormat = LogFormat.valueOf(value.toUpperCase(Locale.ROOT));
      default -> {
        return command.broker.set(option, value);
      }
    }
    return true;
  }
}
