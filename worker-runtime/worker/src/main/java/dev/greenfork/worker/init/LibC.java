package dev.greenfork.worker.init;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** What Java has no word for. Its first use takes some tens of milliseconds. */
final class LibC {

  /** Of waitpid(2): do not wait. */
  private static final int WNOHANG = 1;

  private LibC() {}

  /** Has the system forget a child that has ended; does nothing to one that lives. */
  @SuppressWarnings("CatchingUnchecked") // why: a method handle declares that it throws anything
  static void reap(long pid) {
    Linker linker = Linker.nativeLinker();
    MethodHandle waitpid =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("waitpid"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
      int _ = (int) waitpid.invokeExact((int) pid, status, WNOHANG);
    } catch (Throwable e) {
      throw new IllegalStateException("waitpid cannot be called", e);
    }
  }
}
