package dev.greenfork.local.run;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for beside the manifests.
 *
 * @param tasks jars, or folders of jars
 * @param redisPort of the Redis of this run, 0 for any
 * @param urlFile gets the URL of the broker; null to show it
 * @param readyFile is made once all workers are ready; null for none
 * @param logFolder gets what workers log; null to show it
 */
public record RunOptions(
    List<Path> tasks,
    int redisPort,
    @Nullable Path urlFile,
    @Nullable Path readyFile,
    @Nullable Path logFolder) {

  public RunOptions {
    tasks = List.copyOf(tasks);
  }
}
