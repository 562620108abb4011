package dev.greenfork.task.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.client.GreenforkClient;
import dev.greenfork.client.TaskCall;
import dev.greenfork.client.TaskSignature;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StubTest {

  private static final String FEEDS =
      """
      package app;
      import dev.greenfork.task.*;
      import java.util.*;
      import org.jspecify.annotations.Nullable;
      public final class Feeds {
        public record Fetched(int entries) {}
        @Task(name = "feeds.fetch")
        public Fetched fetch(String url, @Default("true") boolean fingerprint, @Default("[]") int[] sizes) {
          return new Fetched(url.length());
        }
        @Task(name = "feeds.all")
        public List<@Nullable Fetched> all(Map<String, ? extends List<Integer>> pages) {
          return List.of();
        }
        @Task(name = "feeds.count") public @Nullable Integer count(Fetched one) { return 1; }
        @Task(name = "feeds.*/ \\"odd\\"") public void odd() {}
      }
      """;

  @TempDir Path directory;

  @Test
  void lets_a_producer_send_tasks_by_their_java_types() {
    Compilation compilation =
        with(
            """
            package app;
            import dev.greenfork.client.*;
            import java.util.*;
            public final class Producer {
              public void run(GreenforkClient client) throws InterruptedException {
                FeedsClient feeds = new FeedsClient(client).with(o -> o.queue("feeds").priority(3));
                AsyncResult<Feeds.Fetched> one = feeds.fetch("u");
                AsyncResult<Feeds.Fetched> two = feeds.fetch("u", false, new int[] {1});
                AsyncResult<List<Feeds.Fetched>> all = feeds.all(Map.of("a", List.of(1)));
                AsyncResult<Void> odd = feeds.odd();
                TaskSignature<Feeds.Fetched> later = feeds.fetchSignature("u", true);
                Chain<Integer> chain = later.then(feeds.countStep());
                Chord<Integer> chord = Canvas.chord(Canvas.group(later, later), Step.of("sum", Integer.class));
              }
            }
            """);

    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.warnings()).isEmpty();
  }

  @Test
  void lets_the_compiler_refuse_what_the_task_would_not_take() {
    assertThat(errorsOf("feeds.fetch(42);"))
        .anyMatch(e -> e.contains("int cannot be converted to java.lang.String"));
    assertThat(errorsOf("AsyncResult<String> r = feeds.fetch(\"u\");"))
        .anyMatch(e -> e.contains("incompatible types"));
    assertThat(errorsOf("feeds.fetchSignature(\"u\").then(feeds.fetchStep());"))
        .anyMatch(e -> e.contains("no suitable method found for then"));
    assertThat(errorsOf("feeds.fetchSignature(\"u\").then(feeds.countStep());")).isEmpty();
  }

  @Test
  void makes_calls_with_the_name_arguments_and_options_of_the_task() throws Exception {
    Compilation compilation = Compilation.of(directory, FEEDS);
    try (GreenforkClient client = GreenforkClient.connect("redis://localhost:1/0")) {
      Object stub = stub(compilation, client);
      TaskCall whole =
          call(
              stub.getClass()
                  .getMethod("fetchSignature", String.class, boolean.class, int[].class)
                  .invoke(stub, "u", true, new int[] {1}));
      TaskCall shortest =
          call(stub.getClass().getMethod("fetchSignature", String.class).invoke(stub, "u"));
      TaskCall odd = call(stub.getClass().getMethod("oddSignature").invoke(stub));

      assertThat(whole.task()).isEqualTo("feeds.fetch");
      assertThat(whole.args()).hasSize(3);
      assertThat(whole.args().subList(0, 2)).hasToString("[u, true]");
      assertThat(shortest.args()).isEqualTo(List.of("u"));
      assertThat(odd.task()).isEqualTo("feeds.*/ \"odd\"");
      assertThat(odd.args()).isEmpty();
    }
  }

  @Test
  void writes_no_stub_where_there_is_no_client_and_compiles_all_the_same() {
    Compilation without =
        Compilation.of(List.of("-classpath", pathWithoutClient()), directory, FEEDS);

    assertThat(without.errors()).isEmpty();
    assertThat(without.warnings()).isEmpty();
    assertThat(without.tasks()).hasSize(4);
    assertThat(directory.resolve("app/FeedsClient.class")).doesNotExist();
  }

  @Test
  void does_as_the_option_says() {
    Compilation off = Compilation.of(List.of("-Agreenfork.stubs=false"), directory, FEEDS);
    assertThat(off.errors()).isEmpty();
    assertThat(directory.resolve("app/FeedsClient.class")).doesNotExist();

    Compilation wanted =
        Compilation.of(
            List.of("-Agreenfork.stubs=true", "-classpath", pathWithoutClient()), directory, FEEDS);
    assertThat(wanted.errors())
        .singleElement()
        .asString()
        .contains("-Agreenfork.stubs=true asks for stubs")
        .contains("Add the dependency greenfork-client");
  }

  @Test
  void leaves_a_class_of_that_name_to_its_author() {
    Compilation compilation =
        with("package app; public final class FeedsClient { public int mine; }");

    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.warnings())
        .containsExactly("no stub for app.Feeds: there is a class app.FeedsClient");
  }

  @Test
  void replaces_the_stub_of_an_earlier_compilation() throws Exception {
    List<String> again =
        List.of(
            "-classpath", System.getProperty("java.class.path") + File.pathSeparator + directory);
    Compilation.of(directory, FEEDS);
    Files.delete(directory.resolve("app/Feeds.class"));

    Compilation second = Compilation.of(again, directory, FEEDS.replace("odd()", "even()"));

    assertThat(second.errors()).isEmpty();
    assertThat(second.load("app.FeedsClient").getMethod("evenSignature")).isNotNull();
  }

  @Test
  void leaves_out_what_would_not_compile_and_says_so() throws Exception {
    Compilation compilation =
        Compilation.of(
            directory,
            """
            package app;
            import dev.greenfork.task.*;
            public class Outer {
              public static final class Odd {
                private record Hidden(int x) {}
                @Task(name = "hidden") public Hidden hidden() { return new Hidden(1); }
                @Task(name = "text") @Override public String toString() { return "x"; }
                @Task(name = "one") public int same(int a, @Default("1") int b) { return a; }
                @Task(name = "two") public int same(int a) { return a; }
              }
            }
            """);

    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.warnings())
        .anyMatch(note -> note.contains("task \"hidden\" has no stub") && note.contains("private"))
        .anyMatch(note -> note.contains("app.OuterOddClient has no method toString()"));
    Class<?> stub = compilation.load("app.OuterOddClient");
    assertThat(Arrays.stream(stub.getMethods()).map(method -> method.getName()))
        .contains("toStringSignature")
        .doesNotContain("hidden");
    try (GreenforkClient client = GreenforkClient.connect("redis://localhost:1/0")) {
      Object made = stub.getConstructor(GreenforkClient.class).newInstance(client);
      Object signature = stub.getMethod("sameSignature", int.class).invoke(made, 1);
      assertThat(call(signature).task()).isEqualTo("two");
    }
  }

  private Compilation with(String source) {
    return Compilation.of(directory, FEEDS, source);
  }

  private List<String> errorsOf(String statement) {
    return with("""
            package app;
            import dev.greenfork.client.*;
            public final class Producer {
              public void run(FeedsClient feeds) throws InterruptedException {
                %s
              }
            }
            """
            .formatted(statement))
        .errors();
  }

  private static Object stub(Compilation compilation, GreenforkClient client) throws Exception {
    Class<?> stub = compilation.load("app.FeedsClient");
    return stub.getConstructor(GreenforkClient.class).newInstance(client);
  }

  private static TaskCall call(Object signature) {
    return ((TaskSignature<?>) signature).call();
  }

  private static String pathWithoutClient() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("greenfork-client"))
        .filter(entry -> !Files.exists(Path.of(entry, "dev/greenfork/client")))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
