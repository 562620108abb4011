package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.Publication;
import dev.greenfork.protocol.QueueKeys;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The form of a delayed set's entries, see {@code due.lua}. */
final class Delayed {

  /** Of messages that we encoded: their own delivery tag makes them unique. */
  private static final String ENCODED_HERE = "0".repeat(16);

  /** The digit of the step, what makes it unique, and a colon. */
  private static final int HEAD = 1 + 16 + 1;

  private Delayed() {}

  /** For a message of somebody else, whose bytes may occur twice. */
  static String unique(RandomGenerator random) {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  /** The same for the same message, so that one that is sent twice is there once. */
  static byte[] member(Publication message) {
    String head = QueueKeys.step(message.priority()) + ENCODED_HERE + ":";
    byte[] start = utf8(head);
    byte[] member = new byte[start.length + message.envelope().length];
    System.arraycopy(start, 0, member, 0, start.length);
    System.arraycopy(message.envelope(), 0, member, start.length, message.envelope().length);
    return member;
  }

  /** The message of a member; null if it is none of ours. */
  static byte @Nullable [] envelope(byte[] member) {
    return member.length > HEAD && member[HEAD - 1] == ':'
        ? Arrays.copyOfRange(member, HEAD, member.length)
        : null;
  }

  static byte[] score(Instant due) {
    return utf8(Long.toString(due.toEpochMilli()));
  }
}
