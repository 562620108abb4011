package dev.greenfork.operator.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Certificate authorities as files for the time of one probe. Not thread-safe. */
final class Authorities implements AutoCloseable {

  private final List<Path> files = new ArrayList<>();

  Path file(String pem) throws IOException {
    Path file = Files.createTempFile("ca-", ".crt");
    files.add(file);
    return Files.writeString(file, pem);
  }

  @Override
  public void close() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
