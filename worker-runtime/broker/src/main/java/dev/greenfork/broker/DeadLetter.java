package dev.greenfork.broker;

import org.jspecify.annotations.Nullable;

/**
 * Why a message is among the dead letters. The entry also keeps time, size and the first 64 KiB of
 * the message.
 *
 * @param reason stable name of the kind of fault, for example {@code not-json} or {@code
 *     not-registered}
 * @param detail one sentence for people
 * @param id task id, where known
 * @param task task name, where known
 */
public record DeadLetter(
    String reason, String detail, @Nullable String id, @Nullable String task) {}
