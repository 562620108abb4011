package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What the operator chose where the spec left a choice. */
public record Resolved(@JsonPropertyDescription("Tasks at once per replica.") int concurrency) {}
