package dev.greenfork.operator.crd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the CRDs into the folder named as the only argument, or into {@code crds/}. */
final class WriteCrds {

  private WriteCrds() {}

  public static void main(String[] args) throws IOException {
    Path folder = args.length == 0 ? Crds.folder() : Path.of(args[0]);
    for (Map.Entry<String, String> file : Crds.generate().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }
}
