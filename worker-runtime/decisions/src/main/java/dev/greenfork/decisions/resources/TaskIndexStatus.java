package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks of an image, as its workers told them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskIndexStatus(
    @Required @JsonPropertyDescription("The image.") String image,
    @Required @JsonPropertyDescription("Names the list at the broker.") String digest,
    @Required @JsonPropertyDescription("How many tasks there are.") int count,
    @JsonPropertyDescription("The first 50 by name.") @Size(max = 50)
        @Nullable List<String> names) {}
