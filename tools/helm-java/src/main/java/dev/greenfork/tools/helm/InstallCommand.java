package dev.greenfork.tools.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "install", description = "Installs a chart.", mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME")
  String name = "";

  @Parameters(index = "1", paramLabel = "CHART")
  Path chart = Path.of("");

  @Mixin Where where = new Where();
  @Mixin Patience patience = new Patience();
  @Mixin ChartValues values = new ChartValues();

  @Override
  public Integer call() {
    var install = new Helm(chart).install().withName(name);
    where.apply(install::withNamespace, install::withKubeConfig, install::withKubeConfigContents);
    patience.apply(install::waitReady, install::withTimeout, install::createNamespace);
    values.apply(install::withValuesFile, install::set);
    Release release = install.call();
    System.out.print(release.getOutput());
    return 0;
  }
}
