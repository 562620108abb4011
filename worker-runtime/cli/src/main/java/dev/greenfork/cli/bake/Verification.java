package dev.greenfork.cli.bake;

import dev.greenfork.worker.startup.AotCache;

/** The program that a JVM runs to show that it can start from a cache. */
public final class Verification {

  private Verification() {}

  /** Ends with a status other than 0 if the cache of this JVM is not in use. */
  public static void main(String[] arguments) {
    AotCache cache = AotCache.ofThisProcess();
    if (!cache.inUse()) {
      System.err.println(cache.reason());
      System.exit(1);
    }
  }
}
