package dev.greenfork.cli;

import dev.greenfork.cli.options.FaultText;
import dev.greenfork.cli.worker.LastWord;
import dev.greenfork.cli.worker.PlainArguments;
import dev.greenfork.cli.worker.WorkerCommand;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code greenfork worker}, whose start people wait for: without picocli where that is possible.
 */
public final class WorkerStart {

  private WorkerStart() {}

  /**
   * Runs a worker to its end.
   *
   * @param arguments {@code worker} and what follows
   * @return the exit status
   */
  public static int run(List<String> arguments) {
    Optional<WorkerCommand> plain =
        PlainArguments.read(arguments.subList(1, arguments.size()), System.getenv());
    return plain.isPresent() ? run(plain.get()) : byPicocli(arguments);
  }

  @SuppressWarnings("CatchingUnchecked") // why: all that ends a command is told in one way
  private static int run(WorkerCommand command) {
    try {
      return command.call();
    } catch (Exception e) {
      LastWord.ofThisPod().say(Objects.requireNonNullElse(e.getMessage(), e.toString()));
      return FaultText.tell(e, new PrintWriter(System.err, false, Charset.defaultCharset()));
    }
  }

  /** Without the other subcommands, which take longer to make than this one. */
  private static int byPicocli(List<String> arguments) {
    return Greenfork.configured(new CommandLine(new OnlyWorker()))
        .execute(arguments.toArray(String[]::new));
  }

  @Command(name = "greenfork", subcommands = WorkerCommand.class)
  private static final class OnlyWorker {}
}
