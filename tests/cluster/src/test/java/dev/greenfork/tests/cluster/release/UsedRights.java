package dev.greenfork.tests.cluster.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.tests.cluster.support.AuditLog;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an account did, and was refused, as the API server's audit log tells.
 *
 * @param used resource and verb
 * @param refused the same, of what it had no right to
 */
record UsedRights(Set<String> used, Set<String> refused) {

  private static final int CREATED = 201;
  private static final int FORBIDDEN = 403;

  static UsedRights of(String account, AuditLog log) {
    UsedRights rights = new UsedRights(new TreeSet<>(), new TreeSet<>());
    log.eventsOf(account).forEach(rights::add);
    return rights;
  }

  private void add(JsonNode event) {
    int code = event.at("/responseStatus/code").asInt();
    String resource = resource(event.path("objectRef"));
    String verb = event.path("verb").asText();
    if (code != FORBIDDEN) {
      used.add(resource + " " + verb);
    } else {
      refused.add(resource + " " + verb);
    }
    if (verb.equals("patch") && code == CREATED) {
      used.add(resource + " create"); // an apply of what was not there needs both rights
    }
  }

  private static String resource(JsonNode object) {
    String group = object.path("apiGroup").asText();
    String subresource = object.path("subresource").asText();
    return object.path("resource").asText()
        + (group.isEmpty() ? "" : "." + group)
        + (subresource.isEmpty() ? "" : "/" + subresource);
  }
}
