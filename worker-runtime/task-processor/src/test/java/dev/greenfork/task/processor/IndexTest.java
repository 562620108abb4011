package dev.greenfork.task.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.task.Ack;
import dev.greenfork.task.Kind;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.RateLimit;
import dev.greenfork.task.index.ResourceLimit;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IndexTest {

  private static final String FEEDS =
      """
      package app;
      import dev.greenfork.task.*;
      import java.util.*;
      public final class Feeds {
        @Task(name = "feeds.fetch", kind = Kind.IO, ack = Ack.EARLY)
        public String fetch(String url, @Default("true") boolean fingerprint, int[] sizes) {
          return url + fingerprint + sizes.length;
        }
        @Task(name = "feeds.\\"odd\\" \\\\ \\t name é")
        public void nothing() {}
        @Task(name = "feeds.sum")
        public long sum(List<Long> values, Map<String, ? extends List<Integer>> more) {
          return values.stream().mapToLong(v -> v).sum();
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void lists_every_task_with_what_its_author_declared() {
    Compilation compilation = Compilation.of(directory, FEEDS);

    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.warnings()).isEmpty();
    assertThat(compilation.tasks())
        .extracting(TaskDefinition::name)
        .containsExactly("feeds.\"odd\" \\ \t name é", "feeds.fetch", "feeds.sum");
    TaskDefinition fetch = named(compilation, "feeds.fetch");
    assertThat(fetch.options()).isEqualTo(TaskOptions.of(Kind.IO, Ack.EARLY));
    assertThat(fetch.parameters())
        .containsExactly(
            new Parameter("url", String.class, null),
            new Parameter("fingerprint", boolean.class, "true"),
            new Parameter("sizes", int[].class, null));
  }

  @Test
  void keeps_what_is_declared_about_retries_limits_and_results() {
    Compilation compilation =
        Compilation.of(
            directory,
            """
            package app;
            import dev.greenfork.task.*;
            public class Strict {
              @Task(
                  name = "strict", retryFor = {java.io.IOException.class}, maxRetries = -1,
                  dontRetryFor = java.io.FileNotFoundException.class, retryDelay = "5s",
                  backoff = "2s", backoffMax = "1m", jitter = false, rateLimit = "10/m", limit = "db:20",
                  softTime = "30s", hardTime = "1m500ms", ignoreResult = true, trackStarted = true,
                  sendEvents = false)
              public void run() {}
            }
            """);

    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.tasks().getFirst().options())
        .isEqualTo(
            new TaskOptions(
                Kind.AUTO,
                Ack.LATE,
                new TaskOptions.RetryPolicy(
                    List.of(IOException.class),
                    List.of(FileNotFoundException.class),
                    -1,
                    Duration.ofSeconds(5),
                    new TaskOptions.Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1), false)),
                new TaskOptions.RunLimits(
                    Duration.ofSeconds(30),
                    Duration.ofMillis(60_500),
                    new RateLimit("10/m", 10.0 / 60),
                    new ResourceLimit("db", 20)),
                new TaskOptions.Storing(true, true, false)));
  }

  @Test
  void keeps_the_type_arguments_of_parameters() {
    TaskDefinition sum = named(Compilation.of(directory, FEEDS), "feeds.sum");

    assertThat(sum.parameters())
        .extracting(parameter -> parameter.type().getTypeName())
        .containsExactly(
            "java.util.List<java.lang.Long>",
            "java.util.Map<java.lang.String, ? extends java.util.List<java.lang.Integer>>");
  }

  @Test
  void calls_the_method_of_an_instance_made_by_the_constructor() throws Exception {
    TaskDefinition fetch = named(Compilation.of(directory, FEEDS), "feeds.fetch");
    Object self = make(fetch);

    Object result = fetch.invoker().invoke(self, new Object[] {"u", false, new int[2]});

    assertThat(result).isEqualTo("ufalse2");
    assertThat(self).isInstanceOf(fetch.owner().type());
  }

  @Test
  void gives_null_for_a_void_method() throws Exception {
    TaskDefinition nothing = named(Compilation.of(directory, FEEDS), "feeds.\"odd\" \\ \t name é");

    assertThat(nothing.invoker().invoke(make(nothing), new Object[0])).isNull();
  }

  @Test
  void writes_one_index_for_several_classes_and_nested_ones() {
    Compilation compilation =
        Compilation.of(
            directory,
            FEEDS,
            """
            package app;
            import dev.greenfork.task.*;
            public class Outer {
              public static class Inner {
                @Task(name = "inner") public int one() { return 1; }
              }
              @Task(name = "outer") public int two() { return 2; }
            }
            """);

    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.tasks()).hasSize(5);
    assertThat(directory.resolve("app"))
        .isDirectoryContaining("glob:**GreenforkTaskIndex_????????.class");
  }

  @Test
  void leaves_the_making_of_a_class_to_a_factory_that_the_author_names() {
    Compilation compilation =
        Compilation.of(
            directory,
            """
            package app;
            import dev.greenfork.task.*;
            @MadeByFactory public class Injected {
              public Injected(String service) {}
              @Task(name = "injected") public void run() {}
            }
            """);

    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.tasks().getFirst().owner().constructor()).isNull();
  }

  @Test
  void writes_nothing_where_there_are_no_tasks() {
    Compilation compilation = Compilation.of(directory, "package app; public class Plain {}");

    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.tasks()).isEqualTo(List.of());
  }

  private static Object make(TaskDefinition task) {
    return Objects.requireNonNull(task.owner().constructor()).get();
  }

  private static TaskDefinition named(Compilation compilation, String name) {
    return compilation.tasks().stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
