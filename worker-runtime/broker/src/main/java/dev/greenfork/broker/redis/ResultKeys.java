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

  /** A key of a group: its saved structure, or one of its chord's keys, such as {@code .j}. */
  byte[] group(String group, String kind) {
    return RedisConnection.utf8(start + "celery-taskset-meta-" + group + kind);
  }

  byte[] key(String taskId) {
    return RedisConnection.utf8(name(taskId));
  }
}
