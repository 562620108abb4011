package dev.greenfork.worker.startup;

import java.lang.management.ManagementFactory;
import java.util.List;

/** What a JVM must be told to start from the AOT cache of this one. */
public final class CacheFlags {

  /** On these a cache or its price depends, besides the class path and the collector. */
  private static final List<String> SHAPE =
      List.of(
          "-XX:+UseCompactObjectHeaders",
          "-XX:-UseCompactObjectHeaders",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=",
          "--sun-misc-unsafe-memory-access=",
          "--enable-native-access=");

  private CacheFlags() {}

  /**
   * The flags; only those that shape objects and classes where this JVM uses no cache, because a
   * cache that is refused costs a start more than none.
   */
  public static List<String> ofThisProcess() {
    AotCache cache = AotCache.ofThisProcess();
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            flag ->
                SHAPE.stream().anyMatch(flag::startsWith)
                    || (cache.inUse() && flag.startsWith(AotCache.FLAG)))
        .toList();
  }
}
