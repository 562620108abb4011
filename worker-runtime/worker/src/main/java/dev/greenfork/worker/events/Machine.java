package dev.greenfork.worker.events;

import dev.greenfork.protocol.event.WorkerEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What heartbeats say of the machine and the program. */
final class Machine {

  private static final Path LOAD = Path.of("/proc/loadavg");
  private static final List<Double> UNKNOWN = List.of(0.0, 0.0, 0.0);

  private Machine() {}

  /** The load over 1, 5 and 15 minutes; zeros where the system does not tell, as Celery has it. */
  static List<Double> load() {
    try {
      String[] words = Files.readString(LOAD).split(" ", 4);
      return Stream.of(words).limit(3).map(Double::valueOf).toList();
    } catch (IOException | NumberFormatException e) {
      return UNKNOWN;
    }
  }

  static WorkerEvent.Software software() {
    String version = Machine.class.getPackage().getImplementationVersion();
    return new WorkerEvent.Software(
        "greenfork",
        Objects.requireNonNullElse(version, "development"),
        System.getProperty("os.name", "unknown"));
  }
}
