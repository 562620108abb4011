package dev.greenfork.examples.feedhub.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Collects prose from a machine: the package descriptions, copyright files and word lists of Debian
 * and its kin, and the licences that come with every JDK. The result is in a fixed order, without
 * repeats, and bounded.
 */
final class MachineText {
  private static final int SHORTEST = 120;
  private static final int LONGEST = 900;
  private static final int MOST_FROM_ONE_FILE = 12;
  private static final int MOST = 8_000;
  private static final int WORDS_TOGETHER = 60;

  private final Set<String> seen = new HashSet<>();
  private final List<Paragraph> paragraphs = new ArrayList<>();

  private MachineText() {}

  /** What was found below a root directory and in a JDK's home; empty where nothing was. */
  static List<Paragraph> collect(Path root, Path javaHome) {
    var text = new MachineText();
    text.descriptions(root.resolve("var/lib/dpkg/status"));
    children(root.resolve("usr/share/doc"))
        .forEach(directory -> text.prose(name(directory), directory.resolve("copyright")));
    children(root.resolve("usr/share/dict")).forEach(text::words);
    children(javaHome.resolve("legal"))
        .forEach(module -> children(module).forEach(file -> text.prose(name(module), file)));
    return List.copyOf(text.paragraphs);
  }

  private void descriptions(Path status) {
    String source = "package";
    var description = new StringBuilder();
    for (String line : lines(status)) {
      if (line.startsWith("Package: ")) {
        source = line.substring("Package: ".length());
      } else if (line.startsWith("Description: ")) {
        description.append(line, "Description: ".length(), line.length()).append('.');
      } else if (!description.isEmpty() && line.startsWith(" ")) {
        description.append(line.equals(" .") ? " " : line);
      } else if (!description.isEmpty()) {
        add(source, description.toString());
        description.setLength(0);
      }
    }
  }

  private void prose(String source, Path file) {
    var blocks = new ArrayList<String>();
    var block = new StringBuilder();
    for (String line : lines(file)) {
      var stripped = line.strip();
      if (stripped.isEmpty() || stripped.equals(".")) {
        blocks.add(block.toString());
        block.setLength(0);
      } else {
        block.append(stripped).append(' ');
      }
    }
    blocks.add(block.toString());
    blocks.stream()
        .filter(b -> b.length() >= SHORTEST)
        .limit(MOST_FROM_ONE_FILE)
        .forEach(b -> add(source, b));
  }

  private void words(Path file) {
    var words = lines(file);
    int most = Math.min(words.size(), WORDS_TOGETHER * 200) - WORDS_TOGETHER;
    for (int i = 0; i <= most; i += WORDS_TOGETHER) {
      add(name(file), String.join(" ", words.subList(i, i + WORDS_TOGETHER)));
    }
  }

  private void add(String source, String raw) {
    var text = plain(raw);
    if (text.length() < SHORTEST || paragraphs.size() == MOST) {
      return;
    }
    int end = text.length() <= LONGEST ? text.length() : text.lastIndexOf(' ', LONGEST);
    var cut = text.substring(0, end < SHORTEST ? LONGEST : end);
    if (seen.add(cut)) {
      paragraphs.add(new Paragraph(source, cut));
    }
  }

  /** Text on one line, without what XML forbids and without runs of blanks. */
  private static String plain(String raw) {
    return raw.replaceAll("[\\p{Cntrl}\\p{Cn}\\p{Cs}\\uFFFD\\s]+", " ").strip();
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static List<Path> children(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.sorted().toList();
    } catch (IOException e) {
      throw new FeedServerException("cannot list " + directory + ": " + e.getMessage(), e);
    }
  }

  /**
   * The lines of a file; what is no UTF-8 in it is replaced, and a file that is not there has no
   * lines.
   */
  private static List<String> lines(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return List.of();
    }
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new FeedServerException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
