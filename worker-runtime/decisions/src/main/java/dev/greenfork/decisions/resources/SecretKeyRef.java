package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** One entry of a Secret in the namespace of the resource that names it. */
public record SecretKeyRef(
    @Required
        @JsonPropertyDescription("Name of a Secret in the same namespace.")
        @Size(min = 1, max = 253)
        String name,
    @Required
        @JsonPropertyDescription("Key in that Secret.")
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = "self.matches('^[-._a-zA-Z0-9]+$')",
            message = "the key of a Secret holds letters, digits, '-', '_' and '.' only")
        String key) {}
