package dev.greenfork.cli.bake;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Messages as a stock Celery client writes them. */
final class Messages {

  private Messages() {}

  /** One that every worker can run. */
  static byte[] accumulate() {
    return of("celery.accumulate", "b0c3b6a4-0001-4001-8001-000000000001");
  }

  /** One that no worker can run. */
  static byte[] unknown() {
    return of("rehearsal.unknown", "b0c3b6a4-0001-4001-8001-000000000002");
  }

  private static byte[] of(String task, String id) {
    String body =
        "[[1, 2], {}, {\"callbacks\": null, \"errbacks\": null, \"chain\": null, \"chord\": null}]";
    String encoded = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
    String envelope =
        """
      {"body": "%s", "content-encoding": "utf-8", "content-type": "application/json", \
      "headers": {"lang": "py", "task": "%s", "id": "%s", "shadow": null, "eta": null, \
      "expires": null, "group": null, "group_index": null, "retries": 0, \
      "timelimit": [null, null], "root_id": "%3$s", "parent_id": null, "argsrepr": "(1, 2)", \
      "kwargsrepr": "{}", "origin": "gen1@rehearsal", "ignore_result": false, "stamps": {}}, \
      "properties": {"correlation_id": "%3$s", "reply_to": "b0c3b6a4-0001-4001-8001-00000000000f", \
      "delivery_mode": 2, "delivery_info": {"exchange": "", "routing_key": "celery"}, \
      "priority": 0, "body_encoding": "base64", \
      "delivery_tag": "b0c3b6a4-0001-4001-8001-00000000000e"}}"""
            .formatted(encoded, task, id);
    return envelope.getBytes(StandardCharsets.UTF_8);
  }
}
