package dev.greenfork.tools.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TemplateCommandTest {

  @TempDir Path chart = Path.of("");

  @Test
  void values_reach_the_chart_as_helm_reads_them() throws IOException {
    Files.createDirectory(chart.resolve("templates"));
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: echo\nversion: 1.0.0\n");
    Files.writeString(
        chart.resolve("templates/echo.yaml"),
        "seen: {{ .Values | toJson }}\nin: {{ .Release.Namespace }}\n");
    String printed =
        output(
            "echo",
            chart.toString(),
            "--namespace",
            "feeds",
            "--set",
            "text=",
            "--set",
            "flag=true",
            "--set",
            "list={a,b}",
            "--set",
            "deep.number=3");
    assertThat(printed)
        .contains(
            "\"text\":\"\"", "\"flag\":true", "\"list\":[\"a\",\"b\"]", "\"deep\":{\"number\":3}")
        .contains("in: feeds");
  }

  private static String output(String... arguments) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      assertThat(new CommandLine(new TemplateCommand()).execute(arguments)).isZero();
    } finally {
      System.setOut(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
