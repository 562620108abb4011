package dev.greenfork.broker;

/**
 * A result on its way to the result backend.
 *
 * @param taskId the task
 * @param meta the encoded result; not copied, must not change
 */
@SuppressWarnings("ArrayRecordComponent") // why: made once per outcome and never compared
public record StoredResult(String taskId, byte[] meta) {}
