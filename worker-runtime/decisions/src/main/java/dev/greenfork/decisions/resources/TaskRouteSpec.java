package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Where tasks of a Broker run, beside what their code declares. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskRouteSpec(
    @Required
        @JsonPropertyDescription("Name of the Broker in the same namespace.")
        @ValidationRule(value = PoolRules.BROKER, message = PoolRules.BROKER_MESSAGE)
        @Size(max = 253)
        String broker,
    @Required
        @JsonPropertyDescription(
            "The rules. Of those that match a task the longest wins, an exact name before all others.")
        @ValidationRule(value = RouteRuleText.SOME, message = RouteRuleText.SOME_MESSAGE)
        @Size(max = 256)
        List<TaskRule> rules) {}
