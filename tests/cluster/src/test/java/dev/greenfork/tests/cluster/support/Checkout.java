package dev.greenfork.tests.cluster.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The checkout that these tests run in. */
public final class Checkout {

  private static final Path ROOT =
      Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
          .filter(folder -> Files.exists(folder.resolve("mvnw")))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("run this within the checkout"));

  private Checkout() {}

  /** A file or folder by its path from the root. */
  public static Path path(String relative) {
    return ROOT.resolve(relative);
  }
}
