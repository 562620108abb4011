package dev.greenfork.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class PythonExceptionsTest {

  private static final class OutOfStock extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void uses_the_builtin_that_means_the_same() {
    assertThat(name(new IllegalArgumentException("x"))).isEqualTo("builtins.ValueError");
    assertThat(name(new NumberFormatException("x"))).isEqualTo("builtins.ValueError");
    assertThat(name(new SocketTimeoutException())).isEqualTo("builtins.TimeoutError");
    assertThat(name(new FileNotFoundException())).isEqualTo("builtins.FileNotFoundError");
    assertThat(name(new UncheckedIOException(new IOException("disk"))))
        .isEqualTo("builtins.OSError");
    assertThat(name(new RuntimeException())).isEqualTo("builtins.RuntimeError");
  }

  @Test
  void keeps_the_name_of_what_python_does_not_know() {
    assertThat(name(new NullPointerException())).isEqualTo("java.lang.NullPointerException");
    assertThat(name(new OutOfStock()))
        .isEqualTo("dev.greenfork.protocol.PythonExceptionsTest.OutOfStock");
  }

  @Test
  void has_no_argument_where_there_is_no_message() {
    assertThat(PythonExceptions.describe(new IllegalArgumentException()).args()).isEmpty();
    assertThat(PythonExceptions.describe(new IllegalArgumentException("x")).message())
        .isEqualTo("x");
  }

  @Test
  void finds_the_java_class_of_a_builtin() {
    assertThat(PythonExceptions.javaClass("ValueError"))
        .contains("java.lang.IllegalArgumentException");
    assertThat(PythonExceptions.javaClass("RuntimeError")).contains("java.lang.RuntimeException");
    assertThat(PythonExceptions.javaClass("KeyboardInterrupt")).isEmpty();
  }

  private static String name(Throwable thrown) {
    ExceptionInfo info = PythonExceptions.describe(thrown);
    return info.module() + "." + info.type();
  }
}
