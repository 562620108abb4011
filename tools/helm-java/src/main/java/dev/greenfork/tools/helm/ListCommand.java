package dev.greenfork.tools.helm;

import com.marcnuri.helm.Helm;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists releases.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

  @Mixin Where where = new Where();

  @Override
  public Integer call() {
    var list = Helm.list();
    where.apply(list::withNamespace, list::withKubeConfig, list::withKubeConfigContents);
    list.call()
        .forEach(
            release ->
                System.out.printf(
                    "%s\t%s\t%s\t%s%n",
                    release.getName(),
                    release.getNamespace(),
                    release.getRevision(),
                    release.getStatus()));
    return 0;
  }
}
