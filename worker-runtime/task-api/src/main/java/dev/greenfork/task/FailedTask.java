package dev.greenfork.task;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task that failed: what an error callback ({@code link_error}) gets as its first argument if it
 * takes more than one. It then also gets a {@link TaskFailure} and the traceback, a text that may
 * be null: {@code void onError(FailedTask request, TaskFailure exception, String traceback)}. An
 * error callback with one parameter gets the failed task's id.
 *
 * @param id of the failed task
 * @param task its name
 * @param args its arguments by position, as Jackson maps JSON
 * @param kwargs its arguments by name
 * @param retries how often it had been retried
 */
public record FailedTask(
    String id,
    String task,
    List<@Nullable Object> args,
    Map<String, @Nullable Object> kwargs,
    int retries) {}
