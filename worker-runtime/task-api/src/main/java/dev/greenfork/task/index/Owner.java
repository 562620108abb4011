package dev.greenfork.task.index;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The class that holds a task.
 *
 * @param constructor calls the public constructor; null where a {@link
 *     dev.greenfork.task.TaskFactory} must make the instance
 */
public record Owner(Class<?> type, @Nullable Supplier<?> constructor) {}
