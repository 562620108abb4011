package dev.greenfork.local.process;

import dev.greenfork.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of one run: files with URLs, Redis's working directory. Only its owner reads it. */
public final class Workspace implements AutoCloseable {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path root;

  private Workspace(Path root) {
    this.root = root;
  }

  /** A new folder among the machine's temporary files. */
  public static Workspace create() {
    try {
      return new Workspace(Files.createTempDirectory("greenfork-local-"));
    } catch (IOException e) {
      throw new LocalException(
          "No temporary folder can be made: %s. Set TMPDIR to a folder that can be written."
              .formatted(e.getMessage()),
          e);
    }
  }

  /** The folder itself. */
  public Path root() {
    return root;
  }

  /** Keeps a secret in a file, so that it stands neither in arguments nor in the environment. */
  Path secret(String name, String content) {
    return writeSecret(root.resolve(name), content);
  }

  /** Writes a file that only its owner reads, in place of one that may be there. */
  public static Path writeSecret(Path file, String content) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(file, OWNER_ONLY);
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new LocalException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Removes the folder and all in it. */
  @Override
  public void close() {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      // Removed by somebody else, which is what was wanted.
    } catch (IOException e) {
      throw new LocalException(
          "%s cannot be removed: %s. Remove it by hand.".formatted(root, e.getMessage()), e);
    }
  }
}
