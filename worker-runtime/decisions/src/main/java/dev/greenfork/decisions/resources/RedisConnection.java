package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * The Redis that holds a broker's queues. Exactly one of {@code url} and {@code urlFrom} is set.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = Rules.ONE_URL, message = Rules.ONE_URL_MESSAGE)
@ValidationRule(value = Rules.TLS_NEEDS_REDISS, message = Rules.TLS_NEEDS_REDISS_MESSAGE)
public record RedisConnection(
    @JsonPropertyDescription(
            "redis://HOST:PORT/DATABASE, or rediss:// for TLS, without a password. With a password: urlFrom.")
        @ValidationRule(value = Rules.URL_SCHEME, message = Rules.URL_SCHEME_MESSAGE)
        @ValidationRule(value = Rules.URL_SECRETLESS, message = Rules.URL_SECRETLESS_MESSAGE)
        @Size(max = 1024)
        @Nullable String url,
    @JsonPropertyDescription(
            "The Secret that holds the URL, redis://[USER]:PASSWORD@HOST:PORT/DATABASE. It is re-read on each connect.")
        @Nullable SecretSource urlFrom,
    @JsonPropertyDescription("For rediss:// with a certificate authority of your own.")
        @Nullable Tls tls,
    @Default("")
        @JsonPropertyDescription(
            "Put before every key, as kombu's global_keyprefix: several brokers can share one Redis.")
        @ValidationRule(value = Rules.KEY_PREFIX, message = Rules.KEY_PREFIX_MESSAGE)
        @Size(max = 100)
        @Nullable String keyPrefix) {

  /** The prefix of all keys, empty where none is set. */
  public String prefix() {
    return keyPrefix == null ? "" : keyPrefix;
  }
}
