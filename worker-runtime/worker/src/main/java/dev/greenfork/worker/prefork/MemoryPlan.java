package dev.greenfork.worker.prefork;

import dev.greenfork.worker.prefork.proc.MachineMemory;
import dev.greenfork.worker.prefork.proc.Proc;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the memory of a worker is shared between the parent and its children, in bytes. Pure.
 *
 * @param machine what there is
 * @param perChild what a child may have, as the pool says; null where it says nothing
 */
record MemoryPlan(MachineMemory machine, @Nullable Long perChild) {

  /** For the parent and a spare child that has run nothing; the operator's rule says the same. */
  static final long PARENT = 320L << 20;

  /** What a JVM child has beside its heap after some thousand runs, measured, and some more. */
  static final long BESIDE_HEAP = 96L << 20;

  /** A JVM with a worker's classes does not start with less. */
  static final long LEAST_HEAP = 32L << 20;

  /** Of a child's memory, what is left beside a large heap: code, classes, stacks, tables of GC. */
  private static final int BESIDE_PART = 4;

  /** As text, tree, message, and on its way to the broker, with half of the heap for all else. */
  private static final int FRAME_COPIES = 16;

  private static final long MOST_FRAMES = 256L << 20;

  /** The most heap of a child, where there are {@code concurrency} of them. */
  long heap(int concurrency) {
    long child = perChild == null ? share(concurrency) : perChild;
    return Math.max(LEAST_HEAP, child - Math.max(BESIDE_HEAP, child / BESIDE_PART));
  }

  /** What all children may have together before the container's limit is near. */
  long children() {
    return Math.max(0, machine.bytes() - PARENT);
  }

  /** How much of the parent's heap the frames of all children may be at once, in bytes. */
  static int frames(long heap) {
    return (int) Math.min(heap / FRAME_COPIES, MOST_FRAMES);
  }

  /** Why a container's limit has no room for so many children; empty if it has. */
  Optional<String> refusal(int concurrency) {
    long child = perChild == null ? BESIDE_HEAP + LEAST_HEAP : perChild;
    if (!machine.limited() || concurrency * child <= children()) {
      return Optional.empty();
    }
    return Optional.of(
        ("%d children of %d MiB and %d MiB for their parent are more than the container's limit of %d"
                + " MiB. Raise limits.memory, or lower %sconcurrency.")
            .formatted(
                concurrency,
                child >> 20,
                PARENT >> 20,
                machine.bytes() >> 20,
                perChild == null ? "" : "memoryPerChild or "));
  }

  /**
   * Who must go, and the words that say why: each that is larger than it may be; else the largest,
   * if all together leave no room for the parent.
   */
  <T> Map<T, String> victims(Map<T, Proc.Memory> sizes) {
    Map<T, String> victims = new HashMap<>();
    Long most = perChild;
    if (most != null) {
      sizes.forEach(
          (child, size) -> {
            if (size.resident() > most) {
              victims.put(child, tooLarge(size.resident(), most));
            }
          });
    }
    long all = sizes.values().stream().mapToLong(Proc.Memory::own).sum();
    if (machine.limited() && victims.isEmpty() && all > children()) {
      sizes.entrySet().stream()
          .max(Comparator.comparingLong(entry -> entry.getValue().own()))
          .ifPresent(entry -> victims.put(entry.getKey(), crowded(entry.getValue().own(), all)));
    }
    return victims;
  }

  private static String tooLarge(long resident, long most) {
    return ("killed, because its resident memory of %d MiB has passed memoryPerChild (%d MiB); let the"
            + " task need less, or raise limits.memoryPerChild")
        .formatted(resident >> 20, most >> 20);
  }

  private String crowded(long own, long all) {
    return ("killed, because the children together have %d MiB, more than the %d MiB that the"
            + " container's limit of %d MiB leaves them, and this one is the largest with %d MiB; raise"
            + " the limit, or set limits.memoryPerChild or a lower concurrency")
        .formatted(all >> 20, children() >> 20, machine.bytes() >> 20, own >> 20);
  }

  private long share(int concurrency) {
    return children() / concurrency;
  }
}
