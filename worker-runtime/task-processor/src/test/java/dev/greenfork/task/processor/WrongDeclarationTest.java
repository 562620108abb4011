package dev.greenfork.task.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrongDeclarationTest {

  private static final String SHELL =
      """
      package app;
      import dev.greenfork.task.*;
      import java.util.*;
      import java.util.concurrent.*;
      public class Tasks<X> {
        public interface Shape {}
        public abstract static class Base {}
        public static class Closed { Closed(int a, int b) {} }
        public class Inner {}
        public record Point(int x, int y) {}
        public static class Bean { public int x; }
        %s
      }
      """
          .replace("<X>", "");

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @Task(name = "t") void m() {}                         | is not public. Make it public
          @Task(name = "t") private void m() {}                 | is not public. Make it public
          @Task(name = "t") public static void m() {}           | is static. Remove "static"
          @Task(name = "t") public <T> void m(List<T> x) {}     | has type parameters
          @Task(name = " ") public void m() {}                  | is blank or begins or ends with a space
          @Task(name = "t") public void m(Shape x) {}           | app.Tasks.Shape cannot be filled from JSON: it is an interface
          @Task(name = "t") public void m(List<Shape> x) {}     | it is an interface (app.Tasks.Shape)
          @Task(name = "t") public void m(Base x) {}            | it is abstract
          @Task(name = "t") public void m(Closed x) {}          | it has no constructor without parameters
          @Task(name = "t") public void m(Inner x) {}           | it is an inner class
          @Task(name = "t") public void m(Optional<String> x) {}| @Default("null")
          @Task(name = "t") public void m(Runnable x) {}        | it is an interface
          @Task(name = "t") public Future<String> m() {return null;} | Return the value itself
          @Task(name = "t") public void m(@Default("yes") boolean x) {} | The default `yes` of parameter x is no JSON
          @Task(name = "t") public void m(@Default("1") boolean x) {}   | is no JSON boolean
          @Task(name = "t") public void m(@Default("null") int x) {}    | cannot be the value of a primitive int
          @Task(name = "t") public void m(@Default("1.5") long x) {}    | is no JSON integer
          @Task(name = "t") public void m(@Default("") String x) {}     | is empty
          @Task(name = "t") public void m(@Default("1 2") int x) {}     | is no JSON
          @Task(name = "t", maxRetries = -2) public void m() {}         | maxRetries is -2. Give 0 or more
          @Task(name = "t", retryDelay = "-1s") public void m() {}      | retryDelay: "-1s" is no time. Write it like
          @Task(name = "t", retryFor = Exception.class, backoff = "10ms") public void m() {} | at least one second
          @Task(name = "t", retryFor = Exception.class, backoff = "1h") public void m() {}   | at most backoffMax, "10m"
          @Task(name = "t", backoff = "1s") public void m() {}          | backoff has no effect without retryFor
          @Task(name = "t", dontRetryFor = Error.class) public void m() {} | dontRetryFor has no effect
          @Task(name = "t", rateLimit = "ten/m") public void m() {}     | rateLimit: The rate "ten/m" cannot be read
          @Task(name = "t", rateLimit = "-1/s") public void m() {}      | Write it like "10/s"
          @Task(name = "t", rateLimit = "0") public void m() {}         | is no limit. Leave it out
          @Task(name = "t", limit = "db") public void m() {}            | limit: The limit "db" cannot be read. Write
          @Task(name = "t", limit = "db:0") public void m() {}          | must allow 1 to 100000 tasks
          @Task(name = "t", limit = "a b:1") public void m() {}         | a name and a number like "db:20"
          @Task(name = "t", softTime = "0s") public void m() {}         | softTime is zero
          @Task(name = "t", hardTime = "soon") public void m() {}       | hardTime: "soon" is no time
          @Task(name = "t", softTime = "9s", hardTime = "9s") public void m() {} | is not shorter than hardTime
          @Task(name = "t", hardTime = "200h") public void m() {}       | is longer than a week
          """)
  void says_how_to_mend_a_wrong_method(String method, String sentence) {
    Compilation compilation = Compilation.of(directory, SHELL.formatted(method));

    assertThat(compilation.errors()).singleElement().asString().contains(sentence);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @Task(name = "t") public Point m(Point a, Bean b, int c, Integer d, String[] e) {return a;}
          @Task(name = "t") public Object m(Object a, Map<String, List<Point>> b, UUID c) {return a;}
          @Task(name = "t") public void m(java.math.BigDecimal a, java.net.URI b, java.time.Instant c) {}
          @Task(name = "t") public void m(@Default("[1]") List<Integer> a, @Default("null") String b) {}
          @Task(name = "t") public void m(TimeUnit a, com.fasterxml.jackson.databind.JsonNode b) {}
          """)
  void lets_through_what_can_work(String method) {
    assertThat(Compilation.of(directory, SHELL.formatted(method)).errors()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          public abstract class A { %s }                    | is abstract. Declare tasks in a concrete
          public class A<T> { %s }                          | has type parameters
          public class A { A() {} %s }                      | no public constructor without parameters
          public class A { public A(int x) {} %s }          | annotate the class with @MadeByFactory
          public class A { static class B { %s } }          | Class app.A.B is not public
          public class A { public class B { public B() {} %s } } | is an inner class. Make it static
          """)
  void says_how_to_mend_a_wrong_class(String type, String sentence) {
    String method = "@dev.greenfork.task.Task(name = \"t\") public void m() {}";
    Compilation compilation = Compilation.of(directory, "package app; " + type.formatted(method));

    assertThat(compilation.errors()).singleElement().asString().contains(sentence);
  }

  @Test
  void refuses_a_second_task_of_one_name() {
    Compilation compilation =
        Compilation.of(
            directory,
            SHELL.formatted(
                """
                @Task(name = "t") public void first() {}
                @Task(name = "t") public void second() {}
                """));

    assertThat(compilation.errors())
        .singleElement()
        .asString()
        .contains("\"t\" is already that of app.Tasks.first");
  }
}
