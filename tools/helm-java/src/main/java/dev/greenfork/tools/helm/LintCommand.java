package dev.greenfork.tools.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "lint", description = "Checks a chart.", mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "CHART")
  Path chart = Path.of("");

  @Override
  public Integer call() {
    LintResult result = new Helm(chart).lint().strict().call();
    result.getMessages().forEach(System.out::println);
    return result.isFailed() ? 1 : 0;
  }
}
