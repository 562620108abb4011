package dev.greenfork.worker.prefork.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * For how long the thread that uses it could have run and had no processor, by {@code
 * /proc/thread-self/schedstat} (kernel: Documentation/scheduler/sched-stats.rst). Always 0 where
 * the system does not tell.
 */
final class ThreadDelay {

  private final ByteBuffer text = ByteBuffer.allocate(128);
  private @Nullable FileChannel file = open();
  private long last = total();

  /** Nanoseconds since the last call. */
  long next() {
    long now = total();
    long since = Math.max(0, now - last);
    last = now;
    return since;
  }

  private long total() {
    FileChannel open = file;
    if (open == null) {
      return 0;
    }
    try {
      text.clear();
      int length = open.read(text, 0);
      String[] words =
          new String(text.array(), 0, Math.max(0, length), StandardCharsets.US_ASCII).split(" ", 3);
      return words.length < 3 ? 0 : Long.parseLong(words[1]);
    } catch (IOException | NumberFormatException e) {
      file = null;
      return 0;
    }
  }

  private static @Nullable FileChannel open() {
    try {
      return FileChannel.open(Path.of("/proc/thread-self/schedstat"));
    } catch (IOException e) {
      return null;
    }
  }
}
