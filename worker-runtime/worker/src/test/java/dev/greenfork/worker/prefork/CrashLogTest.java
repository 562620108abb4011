package dev.greenfork.worker.prefork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrashLogTest {

  private static final List<String> HEAD =
      List.of(
          "#",
          "# A fatal error has been detected by the Java Runtime Environment:",
          "#",
          "#  SIGSEGV (0xb) at pc=0x00007f6d, pid=7, tid=8",
          "#",
          "# JRE version: OpenJDK Runtime Environment (25.0.3+1) (build 25.0.3+1)",
          "# Problematic frame:",
          "# C  [libresize.so+0x1139]  scale+0x9",
          "#");

  @TempDir private Path folder;

  @Test
  void says_what_happened_and_where() {
    assertThat(CrashLog.words(HEAD))
        .isEqualTo(
            ", SIGSEGV (0xb) at pc=0x00007f6d, pid=7, tid=8,"
                + " in C  [libresize.so+0x1139]  scale+0x9");
  }

  @Test
  void says_nothing_where_nothing_is_written() {
    assertThat(CrashLog.words(List.of())).isEmpty();
    assertThat(new CrashLog(folder.resolve("none")).lastWords("child")).isEmpty();
  }

  @Test
  void leaves_no_file() throws IOException {
    Path file = Files.write(folder.resolve("x.crash"), HEAD);

    assertThat(new CrashLog(file).lastWords("child")).contains("SIGSEGV");
    assertThat(file).doesNotExist();
  }
}
