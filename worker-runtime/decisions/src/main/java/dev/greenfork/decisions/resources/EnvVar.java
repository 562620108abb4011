package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One environment variable of a worker, as in a container. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnvVar(
    @Required
        @JsonPropertyDescription("Name of the variable.")
        @ValidationRule(
            value =
                "!self.startsWith('GREENFORK_') || self in ['GREENFORK_LOG_LEVEL', 'GREENFORK_LOG_FORMAT']",
            message =
                "variables that start with GREENFORK_ are set from the fields of the WorkerPool: set the field instead")
        @Size(min = 1, max = 1024)
        String name,
    @JsonPropertyDescription("Its value, as written.") @Nullable String value,
    @JsonPropertyDescription(
            "Where its value comes from, as in a container: secretKeyRef, configMapKeyRef, fieldRef or resourceFieldRef.")
        @Nullable Map<String, Object> valueFrom) {}
