package dev.greenfork.local.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.local.LocalException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFilesTest {

  private static final String SECRET = "apiVersion: v1\nkind: Secret\nmetadata: {name: %s}\n";

  @TempDir Path folder;

  @Test
  void reads_files_folders_lists_and_standard_input_in_order() throws IOException {
    Files.writeString(folder.resolve("b.yml"), SECRET.formatted("b"));
    Files.writeString(
        folder.resolve("a.yaml"), SECRET.formatted("a1") + "---\n" + SECRET.formatted("a2"));
    Files.writeString(folder.resolve("notes.txt"), "not: read");
    Path list = folder.resolve("sub.json");
    Files.writeString(
        list,
        """
        {"apiVersion": "v1", "kind": "List", "items": [
          {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "c", "namespace": "shop"}}]}
        """);
    String input = SECRET.formatted("d");

    List<Manifest> manifests = read(input, folder.toString(), "-");

    assertThat(manifests)
        .extracting(Manifest::label)
        .containsExactly("a1", "a2", "b", "shop.c", "d");
    assertThat(manifests.get(1).origin()).isEqualTo(folder.resolve("a.yaml") + ", document 2");
    assertThat(manifests.getLast().origin()).isEqualTo("standard input");
  }

  @Test
  void says_what_is_missing() throws IOException {
    assertThatThrownBy(() -> read("", "no-such.yaml"))
        .isInstanceOf(LocalException.class)
        .hasMessage("There is no file no-such.yaml.");
    assertThatThrownBy(() -> read("---\n", "-"))
        .isInstanceOf(LocalException.class)
        .hasMessage("No object is in -.");
    assertThatThrownBy(() -> read("hello", "-"))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("standard input is no Kubernetes object");
    assertThatThrownBy(() -> read("apiVersion: v1", "-"))
        .isInstanceOf(LocalException.class)
        .hasMessage("standard input: kind not set");
  }

  private static List<Manifest> read(String standardInput, String... names) {
    InputStream stream = new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8));
    return new ManifestFiles(stream).read(List.of(names));
  }
}
