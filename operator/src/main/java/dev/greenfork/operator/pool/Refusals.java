package dev.greenfork.operator.pool;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.Set;

/** Which errors of the API server no retry will mend. Pure. */
final class Refusals {

  /** Bad request, forbidden (by a quota or a policy, say), unprocessable. */
  private static final Set<Integer> CODES = Set.of(400, 403, 422);

  /** What a server-side apply with an unknown field ends in: an internal error, of all things. */
  private static final String UNKNOWN_FIELD = "failed to create typed patch object";

  private Refusals() {}

  static boolean isOne(KubernetesClientException e) {
    return CODES.contains(e.getCode()) || reason(e).contains(UNKNOWN_FIELD);
  }

  /** In the API server's words. */
  static String reason(KubernetesClientException e) {
    String message = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
    return Objects.toString(message, "no reason given");
  }
}
