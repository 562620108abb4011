package dev.greenfork.tools.helm;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code install | upgrade | uninstall | template | lint | list}; exit code 1 when Helm says no.
 */
@Command(
    name = "helm",
    description = "The part of Helm that Greenfork's scripts use.",
    mixinStandardHelpOptions = true,
    subcommands = {
      InstallCommand.class,
      UpgradeCommand.class,
      UninstallCommand.class,
      TemplateCommand.class,
      LintCommand.class,
      ListCommand.class
    })
public final class HelmProgram {

  private HelmProgram() {}

  /** Runs one subcommand and exits. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new HelmProgram());
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          command.getErr().println("Error: " + exception.getMessage());
          return 1;
        });
    System.exit(line.execute(arguments));
  }
}
