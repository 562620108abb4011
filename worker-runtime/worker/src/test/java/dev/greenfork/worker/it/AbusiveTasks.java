package dev.greenfork.worker.it;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
