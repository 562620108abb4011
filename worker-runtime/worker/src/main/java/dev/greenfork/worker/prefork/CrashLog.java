package dev.greenfork.worker.prefork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that a JVM writes when it crashes: a hundred kilobytes each, so it is read once and
 * removed. What it says of the crash goes to the log.
 */
record CrashLog(Path file) {

  private static final Logger log = LoggerFactory.getLogger(CrashLog.class);

  /** The head of the file: what happened, where, in which thread, and the stack. */
  private static final int MOST_LINES = 90;

  private static final int LONGEST = 400;

  /** The log of the child that connects here. */
  static CrashLog beside(Path socket) {
    Path folder = socket.getParent();
    return new CrashLog(
        folder == null
            ? Path.of("child.crash")
            : folder.resolveSibling(folder.getFileName() + ".crash"));
  }

  /**
   * What it says in a few words, with a comma before them; empty if the child did not crash. The
   * file is gone then.
   */
  String lastWords(String child) {
    if (!Files.exists(file)) {
      return "";
    }
    try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      List<String> head = lines.limit(MOST_LINES).toList();
      log.error("{} crashed:\n{}", child, String.join("\n", head));
      return words(head);
    } catch (IOException | RuntimeException e) {
      return ", its crash log cannot be read: " + e;
    } finally {
      remove();
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("The crash log {} cannot be removed: {}", file, e.toString());
    }
  }

  /** The first line that says something, and the frame that it happened in. */
  static String words(List<String> head) {
    List<String> found = new ArrayList<>();
    boolean frame = false;
    for (String line : head) {
      String text = line.startsWith("#") ? line.substring(1).strip() : "";
      if (frame) {
        found.add("in " + text);
        break;
      }
      frame = text.startsWith("Problematic frame");
      if (found.isEmpty() && !frame && !text.isEmpty() && !text.startsWith("A fatal error")) {
        found.add(text);
      }
    }
    String words = String.join(", ", found);
    return words.isEmpty() ? "" : ", " + words.substring(0, Math.min(LONGEST, words.length()));
  }
}
