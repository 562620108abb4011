package dev.greenfork.worker.startup;

import dev.greenfork.worker.PoolType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what in the Java runtime is known to hurt a worker. Refuses nothing. */
public final class JavaCheck {

  private static final Logger log = LoggerFactory.getLogger(JavaCheck.class);
  private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

  /** JDK-8373120: a virtual thread may stay blocked for ever before this update of 25. */
  private static final int FIRST_GOOD_UPDATE = 4;

  private JavaCheck() {}

  /** Logs warnings, for a pool of this type. */
  public static void warn(PoolType pool) {
    if (pool != PoolType.GREEN) {
      return;
    }
    Runtime.Version version = Runtime.version();
    if (version.feature() == 25 && version.update() < FIRST_GOOD_UPDATE) {
      log.warn(
          "Java {} can lose the wake-up of a virtual thread (JDK-8373120); use 25.0.4 or later.",
          version);
    }
    if (System.getProperty(PARALLELISM) == null && Runtime.getRuntime().availableProcessors() < 4) {
      log.warn(
          "Green tasks have {} carrier threads, so a few that compute can stop all others; start"
              + " with -D{}=4 or through the greenfork launcher.",
          Runtime.getRuntime().availableProcessors(),
          PARALLELISM);
    }
  }
}
