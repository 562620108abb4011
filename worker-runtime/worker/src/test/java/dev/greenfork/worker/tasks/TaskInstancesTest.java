package dev.greenfork.worker.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.task.index.Owner;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskOptions;
import dev.greenfork.worker.WorkerException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TaskInstancesTest {

  private final List<String> closed = new ArrayList<>();

  private final class Closeable implements AutoCloseable {
    @Override
    public void close() {
      closed.add("closed");
    }
  }

  private static final class Broken {}

  @Test
  void makes_one_instance_for_all_tasks_of_a_class_and_closes_it() {
    TaskDefinition one = task("one", Closeable.class, Closeable::new);
    TaskDefinition two = task("two", Closeable.class, Closeable::new);

    TaskInstances instances = make(one, two);

    assertThat(instances.of(one)).isSameAs(instances.of(two));
    instances.close();
    instances.close();
    assertThat(closed).containsExactly("closed");
  }

  @Test
  void names_the_class_that_cannot_be_made_and_closes_those_that_were() {
    TaskDefinition good = task("a", Closeable.class, Closeable::new);
    TaskDefinition bad =
        task(
            "b",
            Broken.class,
            () -> {
              throw new IllegalStateException("no database");
            });

    assertThatThrownBy(() -> make(good, bad))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining(Broken.class.getName())
        .hasMessageContaining("no database");
    assertThat(closed).hasSize(1);
  }

  @Test
  void asks_for_a_factory_where_the_class_needs_one() {
    assertThatThrownBy(() -> make(task("a", Broken.class, null)))
        .hasMessageContaining("META-INF/services/dev.greenfork.task.TaskFactory");
  }

  @Test
  void refuses_two_tasks_of_one_name() {
    TaskDefinition one = task("same", Closeable.class, Closeable::new);
    TaskDefinition two = task("same", Broken.class, Broken::new);

    assertThatThrownBy(() -> TaskRegistry.of(List.of(one, two)))
        .hasMessageContaining("Two tasks are named \"same\"")
        .hasMessageContaining(Closeable.class.getName())
        .hasMessageContaining(Broken.class.getName());
  }

  private static TaskInstances make(TaskDefinition... tasks) {
    return TaskInstances.make(
        TaskRegistry.of(List.of(tasks)), TaskInstancesTest.class.getClassLoader());
  }

  private static TaskDefinition task(
      String name, Class<?> type, @Nullable Supplier<?> constructor) {
    return new TaskDefinition(
        name, TaskOptions.DEFAULT, new Owner(type, constructor), List.of(), (self, a) -> null);
  }
}
