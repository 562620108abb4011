package dev.greenfork.cli;

import dev.greenfork.cli.bake.BakeCommand;
import dev.greenfork.cli.call.CallCommand;
import dev.greenfork.cli.call.ResultCommand;
import dev.greenfork.cli.control.ControlCommand;
import dev.greenfork.cli.control.InspectCommand;
import dev.greenfork.cli.control.RevokeCommand;
import dev.greenfork.cli.events.EventsCommand;
import dev.greenfork.cli.options.Environment;
import dev.greenfork.cli.options.Faults;
import dev.greenfork.cli.options.WrongArguments;
import dev.greenfork.cli.queues.DeadCommand;
import dev.greenfork.cli.queues.PurgeCommand;
import dev.greenfork.cli.queues.QueuesCommand;
import dev.greenfork.cli.queues.SplitCommand;
import dev.greenfork.cli.restore.RestoreCommand;
import dev.greenfork.cli.routes.RoutesCommand;
import dev.greenfork.cli.scale.ScaleCommand;
import dev.greenfork.cli.tasks.TasksCommand;
import dev.greenfork.cli.top.TopCommand;
import dev.greenfork.cli.worker.WorkerCommand;
import dev.greenfork.local.LocalCommand;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The main class: finds the subcommand and runs it. */
@Command(
    name = "greenfork",
    description = "Runs and calls Celery-compatible tasks written in Java.",
    subcommands = {
      WorkerCommand.class,
      CallCommand.class,
      ResultCommand.class,
      TasksCommand.class,
      QueuesCommand.class,
      DeadCommand.class,
      SplitCommand.class,
      RoutesCommand.class,
      EventsCommand.class,
      TopCommand.class,
      InspectCommand.class,
      ControlCommand.class,
      RevokeCommand.class,
      RestoreCommand.class,
      ScaleCommand.class,
      BakeCommand.class,
      CompletionCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Greenfork {

  /**
   * Exit status 0 for success, 1 for a failure, 2 for wrong arguments, 69 if no worker answers, 124
   * for a time-out.
   */
  public static void main(String[] arguments) {
    System.exit(
        arguments.length > 0 && arguments[0].equals("worker")
            ? WorkerStart.run(List.of(arguments))
            : commandLine().execute(arguments));
  }

  /** The command with all its subcommands; every option may also come from the environment. */
  public static CommandLine commandLine() {
    CommandLine command = new CommandLine(new Greenfork());
    command.addSubcommand(new PurgeCommand(standardInput()));
    addLocal(command);
    return configured(command);
  }

  /** How every command reads its arguments and tells what is wrong. */
  static CommandLine configured(CommandLine command) {
    command.setDefaultValueProvider(new Environment(System.getenv()));
    command.setExecutionExceptionHandler(new Faults());
    command.setParameterExceptionHandler(new WrongArguments());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setUsageHelpAutoWidth(true);
    return command;
  }

  private static BufferedReader standardInput() {
    return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
  }

  /** Its jars are in a folder of their own, which workers and their image do without. */
  private static void addLocal(CommandLine command) {
    try {
      command.addSubcommand(new LocalCommand());
    } catch (NoClassDefFoundError e) {
      // Nothing to run pools with: the command has one subcommand less.
    }
  }
}
