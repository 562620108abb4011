package dev.greenfork.decisions.scaling;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of the pool's pods.
 *
 * @param at when
 * @param replicas how many the Deployment asks for now
 * @param ready workers that have connected, draining ones left out
 * @param draining workers that fetch nothing more
 * @param start how long a pod of this pool takes from the decision to its first fetch, usually
 * @param trouble what keeps pods from starting; null if nothing does
 */
public record PodSignal(
    Instant at, int replicas, int ready, int draining, Duration start, @Nullable Trouble trouble) {

  /** So long a pod is taken to start while none has been measured. */
  public static final Duration USUAL_START = Duration.ofSeconds(5);

  /**
   * Why more pods would not help.
   *
   * @param kind what goes wrong
   * @param pods how many pods show it
   * @param sentence about the first of them
   */
  public record Trouble(Kind kind, int pods, String sentence) {

    /** What goes wrong. */
    public enum Kind {
      /** Workers end soon after they started, again and again. */
      CRASH_LOOP("CrashLooping"),
      /** Their image cannot be had. */
      IMAGE("ImagePullFailing");

      private final String reason;

      Kind(String reason) {
        this.reason = reason;
      }

      /** For a condition, in CamelCase. */
      public String reason() {
        return reason;
      }
    }
  }
}
