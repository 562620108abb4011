package dev.greenfork.decisions.routing;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * A task as its author declared it.
 *
 * @param requires the only type of pool that may run it; null for either
 */
public record KnownTask(String name, TaskKind kind, @Nullable PoolType requires) {}
