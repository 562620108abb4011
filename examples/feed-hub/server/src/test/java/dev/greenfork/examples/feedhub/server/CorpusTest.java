package dev.greenfork.examples.feedhub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  @TempDir private Path directory;

  @Test
  void reads_back_what_it_wrote() {
    var file = directory.resolve("corpus.txt");
    Corpora.small().write(file);

    assertThat(Corpus.read(file)).isEqualTo(Corpora.small());
  }

  @Test
  void refuses_too_little_text_and_says_how_to_give_more() {
    assertThatThrownBy(() -> Corpus.parse(List.of("one\tline")))
        .hasMessageContaining("has 1 paragraphs")
        .hasMessageContaining("--write-corpus");
  }

  @Test
  void collects_descriptions_copyrights_words_and_the_licences_of_the_jdk() throws IOException {
    write(
        "var/lib/dpkg/status",
        "Package: tool\nDescription: does work\n " + "long text ".repeat(20) + "\n .\n more\n\n");
    write(
        "usr/share/doc/lib/copyright",
        "short\n\n" + "licence words ".repeat(20) + "\n.\n" + "x ".repeat(10));
    write("usr/share/dict/words", "word\n".repeat(120));
    write("jdk/legal/base/LICENSE", "no warranty of any kind ".repeat(100));

    var paragraphs = MachineText.collect(directory, directory.resolve("jdk"));

    assertThat(paragraphs)
        .extracting(Paragraph::source)
        .containsExactly("tool", "lib", "words", "base");
    assertThat(paragraphs.getFirst().text()).startsWith("does work. long text").endsWith("more");
    assertThat(paragraphs)
        .allSatisfy(p -> assertThat(p.text()).hasSizeBetween(120, 900).doesNotContain("\n"));
  }

  @Test
  void a_file_that_is_not_utf_8_is_read_all_the_same() throws IOException {
    var file = directory.resolve("usr/share/doc/old/copyright");
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        ("caf\u00e9 " + "old words ".repeat(30))
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

    assertThat(MachineText.collect(directory, directory.resolve("none")).getFirst().text())
        .startsWith("caf old words");
  }

  private void write(String path, String text) throws IOException {
    var file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
