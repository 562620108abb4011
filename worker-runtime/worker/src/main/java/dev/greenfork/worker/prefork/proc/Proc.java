package dev.greenfork.worker.prefork.proc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processes as {@code /proc} shows them (proc(5)). Thread safe. */
public final class Proc {

  private static final Path ROOT = Path.of("/proc");

  /** The key of the page size in the auxiliary vector (getauxval(3)). */
  private static final long AT_PAGESZ = 6;

  private static final long MOST_OOM_SCORE = 1000;
  private static final long PAGE = pageSize();

  private Proc() {}

  /**
   * Memory of a process, in bytes.
   *
   * @param resident what it has in memory, as {@code VmRSS}
   * @param own the part of it that is not mapped from files, which others may share
   */
  public record Memory(long resident, long own) {

    /** Not known: the process is gone, or the system is no Linux. */
    public static final Memory UNKNOWN = new Memory(0, 0);
  }

  /** The memory that a process has now. Cheap: one small file, no page is walked. */
  public static Memory memory(long pid) {
    try {
      String statm =
          Files.readString(
              ROOT.resolve(String.valueOf(pid)).resolve("statm"), StandardCharsets.US_ASCII);
      String[] pages = statm.split(" ", 4);
      long resident = Long.parseLong(pages[1]) * PAGE;
      return new Memory(resident, Math.max(0, resident - Long.parseLong(pages[2]) * PAGE));
    } catch (IOException | RuntimeException e) {
      return Memory.UNKNOWN;
    }
  }

  /** Makes the kernel choose this process rather than its parent when memory runs out. */
  public static void raiseOwnOomScore(int by) {
    Path score = ROOT.resolve("self/oom_score_adj");
    try {
      long now = Long.parseLong(Files.readString(score).strip());
      Files.writeString(score, String.valueOf(Math.min(MOST_OOM_SCORE, now + by)));
    } catch (IOException | RuntimeException e) {
      // The kernel then chooses by size alone, as it would without us.
    }
  }

  private static long pageSize() {
    try {
      ByteBuffer vector = ByteBuffer.wrap(Files.readAllBytes(ROOT.resolve("self/auxv")));
      vector.order(ByteOrder.nativeOrder());
      while (vector.remaining() >= 2 * Long.BYTES) {
        long key = vector.getLong();
        long value = vector.getLong();
        if (key == AT_PAGESZ) {
          return value;
        }
      }
    } catch (IOException e) {
      // No Linux: nothing is measured in pages then.
    }
    return 4096;
  }
}
