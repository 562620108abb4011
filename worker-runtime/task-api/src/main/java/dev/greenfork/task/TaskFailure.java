package dev.greenfork.task;

/**
 * What a task failed with, named as clients see it; see {@link FailedTask}.
 *
 * @param type class name of the exception, for example {@code ValueError}
 * @param message its first argument
 * @param module where Python looks for the class; a Java package where Python has none
 */
public record TaskFailure(String type, String message, String module) {}
