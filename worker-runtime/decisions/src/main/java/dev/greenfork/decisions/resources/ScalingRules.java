package dev.greenfork.decisions.resources;

/** The rules of {@link ScalingSpec} in CEL, each with the sentence that a user sees. */
final class ScalingRules {

  private static final String IS_DURATION = "self.matches('^([0-9]{1,6}(h|m|s|ms))+$')";

  static final String MIN_OVER_MAX =
      "!has(self.minReplicas) || !has(self.maxReplicas) || self.minReplicas <= self.maxReplicas";
  static final String MIN_OVER_MAX_MESSAGE =
      "minReplicas must not be greater than maxReplicas: lower one or raise the other";

  static final String FROZEN_TWICE =
      "!(has(self.frozenIn) && self.frozenIn && has(self.frozenOut) && self.frozenOut)";
  static final String FROZEN_TWICE_MESSAGE =
      "frozenIn and frozenOut together leave the pool as it is: say paused instead";

  static final String REPLICAS = "self >= 0 && self <= 10000";
  static final String MIN_REPLICAS_MESSAGE = "minReplicas must be from 0 to 10000";
  static final String SOME_REPLICAS = "self >= 1 && self <= 10000";
  static final String MAX_REPLICAS_MESSAGE =
      "maxReplicas must be from 1 to 10000; for a pool without workers remove autoscaling and set replicas to 0";

  static final String A_TENTH_TO_A_DAY =
      "!"
          + IS_DURATION
          + " || (duration(self) >= duration('100ms') && duration(self) <= duration('24h'))";
  static final String AT_MOST_A_DAY = "!" + IS_DURATION + " || duration(self) <= duration('24h')";
  static final String WINDOW =
      "!"
          + IS_DURATION
          + " || (duration(self) >= duration('2s') && duration(self) <= duration('1h'))";

  private static final String A_DURATION = " must be a duration such as 500ms, 30s, 10m or 1h30m";
  static final String QUEUE_WAIT_MESSAGE = "queueWait" + A_DURATION;
  static final String QUEUE_WAIT_BOUNDS_MESSAGE = "queueWait must be from 100ms to 24h";
  static final String QUEUE_DEPTH_MESSAGE = "queueDepth must be at least 1 message per worker";
  static final String STABILIZATION_MESSAGE = "stabilization" + A_DURATION;
  static final String STABILIZATION_AT_MOST_MESSAGE = "stabilization must be at most 24h";
  static final String FAST_MESSAGE = "fast" + A_DURATION;
  static final String SLOW_MESSAGE = "slow" + A_DURATION;
  static final String WINDOW_MESSAGE = "a window must be from 2s to 1h";

  private ScalingRules() {}
}
