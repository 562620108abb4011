package dev.greenfork.cli.scale;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what there is to know about the size of pools. */
@Command(
    name = "scale",
    description = "Tells why pools have as many workers as they have, and tries specs out.",
    subcommands = {ExplainCommand.class, SimulateCommand.class},
    mixinStandardHelpOptions = true)
public final class ScaleCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: greenfork scale explain FILE, or greenfork scale simulate --load L1");
  }
}
