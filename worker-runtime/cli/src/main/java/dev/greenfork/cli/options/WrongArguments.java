package dev.greenfork.cli.options;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Tells what is wrong with the arguments in one line, and where the help is. */
public final class WrongArguments implements IParameterExceptionHandler {

  private static final int WRONG = 2;

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("greenfork: " + e.getMessage());
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return WRONG;
  }
}
