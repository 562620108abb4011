package dev.greenfork.task.index;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a task.
 *
 * @param name as in the source
 * @param type as in the source, with its type arguments
 * @param defaultJson the value of an omitted argument as JSON; null where it must be given
 */
public record Parameter(String name, Type type, @Nullable String defaultJson) {}
