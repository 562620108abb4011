package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where results are stored; without a URL in the broker's Redis. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = Rules.AT_MOST_ONE_URL, message = Rules.AT_MOST_ONE_URL_MESSAGE)
@ValidationRule(value = Rules.TLS_NEEDS_REDISS, message = Rules.TLS_NEEDS_REDISS_MESSAGE)
public record ResultBackend(
    @JsonPropertyDescription("As redis.url; default: the broker's Redis.")
        @ValidationRule(value = Rules.URL_SCHEME, message = Rules.URL_SCHEME_MESSAGE)
        @ValidationRule(value = Rules.URL_SECRETLESS, message = Rules.URL_SECRETLESS_MESSAGE)
        @Size(max = 1024)
        @Nullable String url,
    @JsonPropertyDescription("As redis.urlFrom.") @Nullable SecretSource urlFrom,
    @JsonPropertyDescription("As redis.tls.") @Nullable Tls tls,
    @Default("")
        @JsonPropertyDescription("Put before every key of a result.")
        @ValidationRule(value = Rules.KEY_PREFIX, message = Rules.KEY_PREFIX_MESSAGE)
        @Size(max = 100)
        @Nullable String keyPrefix,
    @Default("24h")
        @JsonPropertyDescription(
            "How long a result is kept, at least 1s; such as 30s, 10m or 1h30m.")
        @ValidationRule(value = Rules.DURATION, message = Rules.EXPIRES_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_1S, message = Rules.EXPIRES_AT_LEAST_MESSAGE)
        @Size(max = 40)
        @Nullable String expires) {

  private static final Duration DEFAULT_EXPIRY = Duration.ofHours(24);

  /** What holds for a Broker that says nothing: the broker's Redis, no prefix, 24 hours. */
  public static ResultBackend byDefault() {
    return new ResultBackend(null, null, null, null, null);
  }

  /** Whether results live in the broker's own Redis. */
  public boolean inBroker() {
    return url == null && urlFrom == null;
  }

  /** The prefix of all result keys, empty where none is set. */
  public String prefix() {
    return keyPrefix == null ? "" : keyPrefix;
  }

  /** How long results are kept. */
  public Duration expiry() {
    return expires == null ? DEFAULT_EXPIRY : Durations.parse(expires);
  }
}
