package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Who has subscribed to what at the rehearsed broker, so that a worker hears what it sends to all.
 * Thread safe.
 */
final class RehearsalAudience {

  private final Map<String, Queue<OutputStream>> channels = new ConcurrentHashMap<>();
  private final Map<String, Queue<OutputStream>> patterns = new ConcurrentHashMap<>();

  /**
   * Takes note of a subscription, and passes on what is published.
   *
   * @param out to whom who sent the command listens
   */
  void follow(List<String> command, OutputStream out) throws IOException {
    switch (command.getFirst()) {
      case "SUBSCRIBE" -> add(channels, command.get(1), out);
      case "PSUBSCRIBE" -> add(patterns, command.get(1), out);
      case "PUBLISH" -> publish(command.get(1), utf8(command.get(2)));
      default -> {}
    }
  }

  private static void add(Map<String, Queue<OutputStream>> to, String name, OutputStream out) {
    to.computeIfAbsent(name, _ -> new ConcurrentLinkedQueue<>()).add(out);
  }

  private void publish(String channel, byte[] message) throws IOException {
    for (OutputStream out : channels.getOrDefault(channel, new ConcurrentLinkedQueue<>())) {
      send(out, List.of(utf8("message"), utf8(channel), message));
    }
    for (Map.Entry<String, Queue<OutputStream>> each : patterns.entrySet()) {
      if (channel.startsWith(each.getKey().replace("*", ""))) {
        for (OutputStream out : each.getValue()) {
          send(out, List.of(utf8("pmessage"), utf8(each.getKey()), utf8(channel), message));
        }
      }
    }
  }

  @SuppressWarnings("SynchronizationOnLocalVariableOrMethodParameter") // why: replies go there, too
  private static void send(OutputStream out, List<byte[]> push) throws IOException {
    synchronized (out) {
      RehearsalReplies.write(out, push);
      out.flush();
    }
  }
}
