package dev.greenfork.cli.queues;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what is done with dead letters. */
@Command(
    name = "dead",
    description = "Lists, shows, requeues or drops messages that could not be run.",
    subcommands = {
      DeadListCommand.class,
      DeadShowCommand.class,
      DeadRequeueCommand.class,
      DeadDropCommand.class
    },
    mixinStandardHelpOptions = true)
public final class DeadCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: greenfork dead list|show|requeue|drop QUEUE");
  }
}
