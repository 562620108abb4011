package dev.greenfork.worker.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackageClashTest {

  @TempDir Path folder;
  private Path library;
  private Path own;

  @BeforeEach
  void make_a_library() throws IOException {
    library = Files.createDirectory(folder.resolve("lib"));
    own = jar(library.resolve("json.jar"), "com/json/Mapper.class", "module-info.class");
  }

  @Test
  void accepts_task_jars_with_packages_of_their_own() throws IOException {
    Path tasks =
        jar(folder.resolve("t.jar"), "app/Tasks.class", "module-info.class", "com/json/notes.txt");

    assertThatCode(() -> PackageClash.check(path(own, tasks), library)).doesNotThrowAnyException();
  }

  @Test
  void names_the_package_and_both_jars_of_a_clash() throws IOException {
    Path tasks = jar(folder.resolve("t.jar"), "app/Tasks.class", "com/json/Mapper.class");

    assertThatThrownBy(() -> PackageClash.check(path(own, tasks), library))
        .hasMessageContaining("package com.json")
        .hasMessageContaining(own.toString())
        .hasMessageContaining(tasks.toString())
        .hasMessageContaining("greenfork-bom");
  }

  @Test
  void names_a_jar_that_is_none() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jar"), "no zip");

    assertThatThrownBy(() -> PackageClash.check(path(own, broken), library))
        .hasMessageContaining(broken.toString());
  }

  private static String path(Path... jars) {
    return String.join(
        File.pathSeparator, java.util.stream.Stream.of(jars).map(Path::toString).toList());
  }

  private static Path jar(Path file, String... entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
      }
    }
    return file;
  }
}
