package dev.greenfork.worker.it;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What tasks do that should not: to memory, and to the process that runs them. */
final class AbusiveTasks {

  private AbusiveTasks() {}

  /** Takes memory beside the heap, for good. */
  static Object grow(long mib) {
    Arena.global().allocate(mib << 20).fill((byte) 1);
    return mib;
  }

  static Object growAndSleep(long mib) throws InterruptedException {
    for (long i = 0; i < mib; i += 20) {
      grow(20);
      Thread.sleep(50);
    }
    Thread.sleep(20_000);
    return mib;
  }

  /** Calls strlen of the C library with an address that is none. */
  static Object segfault() {
    Linker linker = Linker.nativeLinker();
    MemorySegment strlen = linker.defaultLookup().find("strlen").orElseThrow();
    var types = FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
    try {
      return (long) linker.downcallHandle(strlen, types).invokeExact(MemorySegment.ofAddress(8));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sleeps in Java code that qsort of the C library calls; not, if there is nothing to sort. */
  static Object sleepBelowNativeCode(long count) {
    Linker linker = Linker.nativeLinker();
    MemoryLayout pointer = ValueLayout.ADDRESS;
    var sorting =
        FunctionDescriptor.ofVoid(pointer, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, pointer);
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle compare =
          MethodHandles.lookup()
              .findStatic(
                  AbusiveTasks.class,
                  "compareSlowly",
                  MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
      MemorySegment comparing =
          linker.upcallStub(
              compare, FunctionDescriptor.of(ValueLayout.JAVA_INT, pointer, pointer), arena);
      MemorySegment numbers = arena.allocate(ValueLayout.JAVA_LONG, 2);
      linker
          .downcallHandle(linker.defaultLookup().findOrThrow("qsort"), sorting)
          .invokeExact(numbers, count, (long) Long.BYTES, comparing);
      return count;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unused") // why: called by the C library
  private static int compareSlowly(MemorySegment one, MemorySegment other) {
    try {
      Thread.sleep(1_500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  static Object killSelf() throws IOException, InterruptedException {
    String pid = String.valueOf(ProcessHandle.current().pid());
    return new ProcessBuilder("kill", "-9", pid).start().waitFor();
  }

  static Object fillHeap() {
    return List.of(new byte[Integer.MAX_VALUE - 8], new byte[Integer.MAX_VALUE - 8]);
  }

  static Object oomScore() throws IOException {
    return Integer.parseInt(Files.readString(Path.of("/proc/self/oom_score_adj")).strip());
  }
}
