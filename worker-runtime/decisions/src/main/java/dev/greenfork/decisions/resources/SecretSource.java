package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A value that is read from a Secret, so that it stands in no manifest. */
public record SecretSource(
    @Required @JsonPropertyDescription("The Secret's entry that holds the value.")
        SecretKeyRef secretKeyRef) {}
