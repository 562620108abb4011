package dev.greenfork.cli.queues;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what is done with queues that pools of both types serve. */
@Command(
    name = "split",
    description = "What is done with queues that are split between green and prefork pools.",
    subcommands = {SplitMergeCommand.class},
    mixinStandardHelpOptions = true)
public final class SplitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: greenfork split merge QUEUE...");
  }
}
