package dev.greenfork.worker.it;

import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskIndex;
import dev.greenfork.worker.Definitions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Tasks that start a process, which starts another one that outlives it, and end in many ways. */
public final class OffspringTasks implements TaskIndex {

  @Override
  public List<TaskDefinition> tasks() {
    Parameter file = Definitions.parameter("file", String.class);
    Parameter end = Definitions.parameter("end", String.class);
    return List.of(
        Definitions.task(
            "offspring.leave",
            (self, a) -> leave(Path.of((String) a[0]), (String) a[1]),
            file,
            end));
  }

  /** Writes the pid of a process in a session of its own to the file, and ends as told. */
  private static Object leave(Path file, String end) throws IOException, InterruptedException {
    String script = "setsid sleep 60 </dev/null >/dev/null 2>&1 & echo $! >" + file;
    new ProcessBuilder("sh", "-c", script).start().waitFor();
    switch (end) {
      case "exit" -> Runtime.getRuntime().halt(4);
      case "kill -9" -> AbusiveTasks.killSelf();
      case "stay" -> Thread.sleep(30_000);
      default -> {}
    }
    return end;
  }
}
