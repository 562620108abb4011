package dev.greenfork.cli.options;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a failure of a command that picocli runs. */
public final class Faults implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    return FaultText.tell(e, command.getErr());
  }
}
