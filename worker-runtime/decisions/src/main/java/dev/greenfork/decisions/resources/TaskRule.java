package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What a TaskRoute says about one task, or about all whose names begin alike. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = RouteRuleText.ONE_AIM, message = RouteRuleText.ONE_AIM_MESSAGE)
public record TaskRule(
    @Required
        @JsonPropertyDescription(
            "The name of a task, or the beginning of names followed by *, such as feeds.*")
        @ValidationRule(value = RouteRuleText.TASK, message = RouteRuleText.TASK_MESSAGE)
        @Size(min = 1, max = 200)
        String task,
    @JsonPropertyDescription(
            "io: waits, runs best in green pools. cpu: computes, runs best in prefork pools. auto: where it runs best is found out.")
        @Nullable TaskKind kind,
    @JsonPropertyDescription(
            "The only type of pool that may run it; it waits while no such pool serves its queue. What the code requires cannot be changed.")
        @Nullable PoolType requires,
    @JsonPropertyDescription(
            "Another queue that others serve, of stock Python workers for example: it is sent on there, untouched.")
        @ValidationRule(value = RouteRuleText.QUEUE, message = RouteRuleText.QUEUE_MESSAGE)
        @Size(min = 1, max = 200)
        @Nullable String queue) {}
