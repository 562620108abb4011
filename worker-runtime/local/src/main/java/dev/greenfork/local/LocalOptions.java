package dev.greenfork.local;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of {@code greenfork local}. */
public final class LocalOptions {

  @Option(
      names = {"-f", "--filename"},
      required = true,
      paramLabel = "FILE",
      description = "File or folder of manifests, - for standard input; may be repeated.")
  List<String> files = List.of();

  @Option(
      names = "--tasks",
      split = "[,:]",
      paramLabel = "PATH",
      description = "Jars with the tasks of all pools, or folders of jars.")
  List<Path> tasks = List.of();

  @Option(
      names = "--own-redis",
      description = "Use a Redis of this run, whatever the Brokers name.")
  boolean ownRedis;

  @Option(
      names = "--redis-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the Redis of this run. Default: any free one.")
  int redisPort;

  @Option(names = "--dry-run", description = "Only say what a cluster would say to the manifests.")
  boolean dryRun;

  @Option(
      names = "--url-file",
      paramLabel = "FILE",
      description =
          "Write the broker's URL to this file (mode 0600) instead of showing it. One Broker only.")
  @Nullable Path urlFile;

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description = "Make this file once all workers are ready.")
  @Nullable Path readyFile;

  @Option(
      names = "--log-dir",
      paramLabel = "FOLDER",
      description = "Write what each worker logs to a file here instead of showing it.")
  @Nullable Path logFolder;
}
