package dev.greenfork.tools.helm;

import com.marcnuri.helm.Helm;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "uninstall", description = "Removes a release.", mixinStandardHelpOptions = true)
final class UninstallCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME")
  String name = "";

  @Option(names = "--ignore-not-found", description = "A release that is not there is no error.")
  boolean ignoreNotFound;

  @Mixin Where where = new Where();

  @Override
  public Integer call() {
    var uninstall = Helm.uninstall(name);
    where.apply(
        uninstall::withNamespace, uninstall::withKubeConfig, uninstall::withKubeConfigContents);
    if (ignoreNotFound) {
      uninstall.ignoreNotFound();
    }
    System.out.print(uninstall.call());
    return 0;
  }
}
