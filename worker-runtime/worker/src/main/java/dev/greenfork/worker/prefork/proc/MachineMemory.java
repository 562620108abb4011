package dev.greenfork.worker.prefork.proc;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory that this process and its children may use together.
 *
 * @param bytes the container's limit, else the machine's memory
 * @param limited whether it is a container's limit: then whoever passes it is killed
 */
public record MachineMemory(long bytes, boolean limited) {

  /** What the JVM and the kernel say. */
  public static MachineMemory read() {
    long bytes =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return new MachineMemory(bytes, bytes < physical());
  }

  private static long physical() {
    try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemTotal:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
