package dev.greenfork.broker.redis;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Messages as stock clients write them. */
final class Messages {

  private Messages() {}

  /** One of protocol 2. */
  static String of(String task, String id) {
    return envelope("{\"lang\": \"py\", \"task\": \"%s\", \"id\": \"%s\"}".formatted(task, id), id);
  }

  /** One with these headers. */
  static String envelope(String headers, String id) {
    String body =
        Base64.getEncoder()
            .encodeToString("[[], {}, {\"chord\": null}]".getBytes(StandardCharsets.UTF_8));
    return """
        {"body": "%s", "content-encoding": "utf-8", "content-type": "application/json", \
        "headers": %s, "properties": {"correlation_id": "%s", "body_encoding": "base64"}}"""
        .formatted(body, headers, id);
  }

  /** The id of a message of this class. */
  static String id(String message) {
    int at = message.indexOf("\"correlation_id\": \"") + 19;
    return message.substring(at, message.indexOf('"', at));
  }
}
