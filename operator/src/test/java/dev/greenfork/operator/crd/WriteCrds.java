package dev.greenfork.operator.crd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the CRDs to where they are checked in. */
final class WriteCrds {

  private WriteCrds() {}

  public static void main(String[] args) throws IOException {
    Map<String, String> files = Crds.generate();
    for (Path folder : Crds.folders()) {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
    }
  }
}
