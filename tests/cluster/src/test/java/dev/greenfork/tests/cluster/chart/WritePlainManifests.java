package dev.greenfork.tests.cluster.chart;

import java.io.IOException;
import java.nio.file.Files;

/** Writes deploy/greenfork.yaml; a part of tools/crds. */
final class WritePlainManifests {

  private WritePlainManifests() {}

  public static void main(String[] arguments) throws IOException {
    Files.writeString(PlainManifests.FILE, PlainManifests.render());
  }
}
