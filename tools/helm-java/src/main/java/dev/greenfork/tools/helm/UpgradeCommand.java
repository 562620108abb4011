package dev.greenfork.tools.helm;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "upgrade", description = "Upgrades a release.", mixinStandardHelpOptions = true)
final class UpgradeCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME")
  String name = "";

  @Parameters(index = "1", paramLabel = "CHART")
  Path chart = Path.of("");

  @Option(
      names = {"-i", "--install"},
      description = "Install it where it lacks.")
  boolean install;

  @Option(names = "--reuse-values", description = "Start from the release's values.")
  boolean reuseValues;

  @Mixin Where where = new Where();
  @Mixin Patience patience = new Patience();
  @Mixin ChartValues values = new ChartValues();

  @Override
  public Integer call() {
    var upgrade = new Helm(chart).upgrade().withName(name);
    where.apply(upgrade::withNamespace, upgrade::withKubeConfig, upgrade::withKubeConfigContents);
    patience.apply(upgrade::waitReady, upgrade::withTimeout, upgrade::createNamespace);
    values.apply(upgrade::withValuesFile, upgrade::set);
    if (install) {
      upgrade.install();
    }
    if (reuseValues) {
      upgrade.reuseValues();
    }
    System.out.print(upgrade.call().getOutput());
    return 0;
  }
}
