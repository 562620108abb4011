package dev.greenfork.decisions.resources;

/**
 * The rules that more than one field shares, in CEL, each with the sentence that a user sees. They
 * become {@code x-kubernetes-validations} of the CRDs, which the API server and {@code greenfork
 * local} both evaluate.
 */
final class Rules {

  private static final String DURATION_PATTERN = "^([0-9]{1,6}(h|m|s|ms))+$";

  static final String DURATION = "self.matches('" + DURATION_PATTERN + "')";

  /** Errors on a wrong duration are absorbed by the left side: that rule already speaks of them. */
  static final String AT_LEAST_1S =
      "!self.matches('" + DURATION_PATTERN + "') || duration(self) >= duration('1s')";

  static final String AT_MOST_A_WEEK =
      "!self.matches('" + DURATION_PATTERN + "') || duration(self) <= duration('168h')";

  static final String DURATION_MESSAGE = " must be a duration such as 500ms, 30s, 10m or 1h30m";

  static final String EXPIRES_MESSAGE = "expires" + DURATION_MESSAGE;
  static final String EXPIRES_AT_LEAST_MESSAGE =
      "expires must be at least 1s: a result that is gone at once can be read by nobody";

  static final String SOFT_TIME_MESSAGE = "softTime" + DURATION_MESSAGE;
  static final String HARD_TIME_MESSAGE = "hardTime" + DURATION_MESSAGE;
  static final String LIMIT_AT_LEAST_MESSAGE = "a time limit must be at least 1s";
  static final String DRAIN_TIMEOUT_MESSAGE = "drainTimeout" + DURATION_MESSAGE;
  static final String DRAIN_TIMEOUT_AT_MOST_MESSAGE = "drainTimeout must be at most 168h (a week)";

  static final String ONE_URL = "has(self.url) != has(self.urlFrom)";
  static final String ONE_URL_MESSAGE =
      "say where Redis is, once: either url, or urlFrom with the Secret that holds the URL";
  static final String AT_MOST_ONE_URL = "!(has(self.url) && has(self.urlFrom))";
  static final String AT_MOST_ONE_URL_MESSAGE =
      "say where the results are stored once: either url, or urlFrom with the Secret that holds the URL";

  static final String URL_SCHEME = "self.matches('^rediss?://[^/]+')";
  static final String URL_SCHEME_MESSAGE =
      "url must look like redis://host:6379/0, or rediss:// for TLS";
  static final String URL_SECRETLESS = "!self.matches('^[a-z]+://[^/]*@')";
  static final String URL_SECRETLESS_MESSAGE =
      "url must not hold a user or password, as everyone who may read Brokers would see it:"
          + " put the URL into a Secret and name that in urlFrom";

  static final String TLS_NEEDS_REDISS =
      "!(has(self.tls) && has(self.url) && self.url.startsWith('redis://'))";
  static final String TLS_NEEDS_REDISS_MESSAGE =
      "tls has no effect on redis://: write rediss:// in url, or remove tls";

  static final String KEY_PREFIX = "!self.matches('[\\\\s\\\\x00-\\\\x1f]')";
  static final String KEY_PREFIX_MESSAGE = "keyPrefix holds no space or control character";

  static final String AT_LEAST_1 = "self >= 1";
  static final String MAX_DELIVERIES_MESSAGE =
      "maxDeliveries must be at least 1: a message that may not be delivered can never run";
  static final String TASKS_PER_CHILD_MESSAGE = "tasksPerChild must be at least 1";

  static final String MIN_SAMPLES = "self >= 5 && self <= 100000";
  static final String MIN_SAMPLES_MESSAGE =
      "minSamples must be from 5 to 100000: fewer runs of a task say nothing about it";

  private Rules() {}
}
