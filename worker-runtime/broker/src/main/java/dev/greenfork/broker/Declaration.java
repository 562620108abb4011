package dev.greenfork.broker;

/**
 * That a pool serves a queue, even while none of its workers lives.
 *
 * @param type {@code green} or {@code prefork}; {@link QueueService#FOREIGN} for consumers that are
 *     not Greenfork's
 * @param digest what {@link Splits#publish} gave for its tasks; empty while they are unknown
 * @param pool its name
 */
public record Declaration(String queue, String type, String digest, String pool) {}
