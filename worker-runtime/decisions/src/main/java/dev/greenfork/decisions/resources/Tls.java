package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Trust for a {@code rediss://} connection beyond the JVM's own certificate authorities. */
public record Tls(
    @Required
        @JsonPropertyDescription(
            "Certificate authority in PEM form that signed the server's certificate.")
        SecretSource caFrom) {}
