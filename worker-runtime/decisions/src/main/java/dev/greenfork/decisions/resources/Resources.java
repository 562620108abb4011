package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CPU and memory of one worker, as in a container: quantities by resource name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Resources(
    @JsonPropertyDescription("What the scheduler sets aside.")
        @Nullable Map<String, String> requests,
    @JsonPropertyDescription("What the worker may not exceed.")
        @Nullable Map<String, String> limits) {

  /** A worker that asks for nothing. */
  public static Resources none() {
    return new Resources(null, null);
  }
}
