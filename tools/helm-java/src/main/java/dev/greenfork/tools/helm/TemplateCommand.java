package dev.greenfork.tools.helm;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "template", description = "Renders a chart.", mixinStandardHelpOptions = true)
final class TemplateCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME")
  String name = "";

  @Parameters(index = "1", paramLabel = "CHART")
  Path chart = Path.of("");

  @Option(
      names = {"-n", "--namespace"},
      defaultValue = "default",
      description = "Namespace of the release.")
  String namespace = "default";

  @Option(
      names = "--kube-version",
      defaultValue = "1.35.0",
      description = "The version to render for; the library alone would take 1.20.")
  String kubeVersion = "1.35.0";

  @Mixin ChartValues values = new ChartValues();

  @Override
  public Integer call() {
    var template = new Helm(chart).template().withName(name).withNamespace(namespace);
    template.withKubeVersion(kubeVersion);
    values.apply(template::withValuesFile, template::set);
    System.out.print(template.call());
    return 0;
  }
}
