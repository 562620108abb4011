package dev.greenfork.broker.redis;

import dev.greenfork.protocol.QueueKeys;

/** The names of result keys, which are the names of their channels too. */
final class ResultKeys {

  private final String start;

  ResultKeys(String keyPrefix) {
    this.start = QueueKeys.resultPrefix(keyPrefix);
  }

  String name(String taskId) {
    return start + QueueKeys.result(taskId);
  }

  byte[] key(String taskId) {
    return RedisConnection.utf8(name(taskId));
  }
}
