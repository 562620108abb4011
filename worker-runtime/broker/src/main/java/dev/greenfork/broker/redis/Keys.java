package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.protocol.QueueKeys;

/** The names of Greenfork's and kombu's keys on one broker, prefix included. */
record Keys(String prefix) {

  byte[] leases() {
    return key("greenfork:leases");
  }

  byte[] workers() {
    return key("greenfork:workers");
  }

  byte[] deliveries(String incarnation) {
    return key("greenfork:deliveries:" + incarnation);
  }

  /** Numbers of recorded deliveries that have not been started. */
  byte[] unstarted(String incarnation) {
    return key("greenfork:unstarted:" + incarnation);
  }

  /** Deaths that were put down to an incarnation, by delivery number. */
  byte[] killed(String incarnation) {
    return key("greenfork:killed:" + incarnation);
  }

  /** There while an incarnation is known to live on without its lease. */
  byte[] survived(String incarnation) {
    return key("greenfork:survived:" + incarnation);
  }

  /** Who is to fetch nothing more: by node, until when and the order's id. */
  byte[] drains() {
    return key("greenfork:drains");
  }

  /** What they say to it, by node. */
  byte[] drained() {
    return key("greenfork:drained");
  }

  /** When an incarnation whose lease lives was first seen without a connection. */
  byte[] absent() {
    return key("greenfork:absent");
  }

  /** Taken by whoever looks for absent ones in this interval. */
  byte[] look() {
    return key("greenfork:look");
  }

  /** Who serves a queue, and until when that counts. */
  byte[] serving(String queue) {
    return key("greenfork:serving:" + queue);
  }

  /** The queues for which pools were declared. */
  byte[] declared() {
    return key("greenfork:declared");
  }

  /** Where tasks go, by exact name, while a queue is split. */
  byte[] routes(String queue) {
    return key("greenfork:routes:" + queue);
  }

  /** For which servers of a queue its parked messages have been put back. */
  byte[] unparked(String queue) {
    return key("greenfork:unparked:" + queue);
  }

  /** The rules by which tables of routes are made. */
  byte[] rules() {
    return key("greenfork:rules");
  }

  /** Texts about tasks, by name. */
  byte[] notes(String topic) {
    return key("greenfork:notes:" + topic);
  }

  /** The tasks that some workers know. */
  byte[] tasks(String digest) {
    return key("greenfork:tasks:" + digest);
  }

  byte[] list(String queue, int step) {
    return key(QueueKeys.list(queue, step));
  }

  byte[] dead(String queue) {
    return key(queue + ".dead");
  }

  byte[] delayed(String queue) {
    return key(queue + ".delayed");
  }

  byte[] deadTally(String queue) {
    return key("greenfork:dead:" + queue);
  }

  byte[] bindings(String exchange) {
    return key(QueueKeys.bindings(exchange));
  }

  byte[] owner() {
    return key("greenfork:owner");
  }

  byte[] key(String name) {
    return utf8(prefix + name);
  }
}
