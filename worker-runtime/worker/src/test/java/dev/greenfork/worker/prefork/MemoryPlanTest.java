package dev.greenfork.worker.prefork;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.worker.prefork.proc.MachineMemory;
import dev.greenfork.worker.prefork.proc.Proc;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MemoryPlanTest {

  private static final long MIB = 1L << 20;

  @Test
  void leaves_a_child_room_beside_its_heap() {
    assertThat(plan(4096, 512L).heap(4)).isEqualTo(384 * MIB);
    assertThat(plan(4096, 256L).heap(4)).isEqualTo(160 * MIB);
    assertThat(plan(4096, 128L).heap(4)).isEqualTo(32 * MIB);
  }

  @Test
  void gives_children_without_a_bound_what_the_parent_leaves() {
    assertThat(plan(1344, null).heap(2)).isEqualTo(384 * MIB);
    assertThat(plan(1344, null).heap(4)).isEqualTo(160 * MIB);
    assertThat(plan(128, null).heap(4)).as("as little as a JVM starts with").isEqualTo(32 * MIB);
  }

  @Test
  void says_how_many_children_a_container_holds() {
    assertThat(plan(1344, 512L).refusal(2)).isEmpty();
    assertThat(plan(1343, 512L).refusal(2))
        .hasValue(
            "2 children of 512 MiB and 320 MiB for their parent are more than the container's limit"
                + " of 1343 MiB. Raise limits.memory, or lower memoryPerChild or concurrency.");
    assertThat(plan(1344, null).refusal(8)).isEmpty();
    assertThat(plan(1344, null).refusal(9)).isPresent();
    assertThat(new MemoryPlan(new MachineMemory(MIB, false), 512 * MIB).refusal(100))
        .as("no container, no limit")
        .isEmpty();
  }

  @Test
  void names_each_child_that_is_too_large() {
    var sizes = Map.of("a", size(513), "b", size(512), "c", size(40));

    assertThat(plan(4096, 512L).victims(sizes))
        .containsOnlyKeys("a")
        .containsValue(
            "killed, because its resident memory of 513 MiB has passed memoryPerChild (512 MiB); let"
                + " the task need less, or raise limits.memoryPerChild");
  }

  @Test
  void names_the_largest_where_all_together_are_too_large() {
    var sizes = Map.of("a", size(400), "b", size(500), "c", size(200));

    assertThat(plan(320 + 1100, null).victims(sizes)).isEmpty();
    assertThat(plan(320 + 1099, null).victims(sizes))
        .containsOnlyKeys("b")
        .hasValueSatisfying(
            new org.assertj.core.api.Condition<>(
                words -> words.contains("1100 MiB") && words.contains("limit of 1419 MiB"),
                "names both sizes"));
  }

  private static Proc.Memory size(long mib) {
    return new Proc.Memory(mib * MIB, mib * MIB);
  }

  private static MemoryPlan plan(long total, @Nullable Long perChild) {
    return new MemoryPlan(
        new MachineMemory(total * MIB, true), perChild == null ? null : perChild * MIB);
  }
}
