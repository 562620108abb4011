package dev.greenfork.operator.broker;

import dev.greenfork.decisions.resources.SecretKeyRef;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads single Secrets by name: the operator may neither list nor watch them. Thread-safe. */
@ApplicationScoped
class Secrets {

  private final KubernetesClient client;

  Secrets(KubernetesClient client) {
    this.client = client;
  }

  /**
   * The entry's value.
   *
   * @throws Lacking when the Secret or the key is not there
   */
  String read(String namespace, SecretKeyRef entry) throws Lacking {
    Secret secret = client.secrets().inNamespace(namespace).withName(entry.name()).get();
    if (secret == null) {
      throw new Lacking(
          BrokerConditions.SECRET_MISSING,
          "there is no Secret named %s in this namespace".formatted(entry.name()));
    }
    String value = secret.getData() == null ? null : secret.getData().get(entry.key());
    if (value == null || value.isEmpty()) {
      throw new Lacking(
          BrokerConditions.KEY_MISSING,
          "the Secret %s has no key %s".formatted(entry.name(), entry.key()));
    }
    return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }

  /** A Secret or key is not there. */
  static final class Lacking extends Exception {
    private static final long serialVersionUID = 1;
    private final String reason;

    Lacking(String reason, String message) {
      super(message);
      this.reason = reason;
    }

    Sight sight() {
      return new Sight.Incomplete(reason, String.valueOf(getMessage()));
    }
  }
}
