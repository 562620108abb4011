package dev.greenfork.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  @Test
  void what_the_manifest_causes_is_a_refusal_and_what_the_server_causes_is_not() {
    assertThat(Refusals.isOne(error(422, "spec.replicas: Invalid value"))).isTrue();
    assertThat(Refusals.isOne(error(403, "exceeded quota"))).isTrue();
    assertThat(Refusals.isOne(error(500, "etcdserver: request timed out"))).isFalse();
    assertThat(Refusals.isOne(error(409, "the object has been modified"))).isFalse();
    assertThat(Refusals.isOne(new KubernetesClientException("connection refused"))).isFalse();
  }

  @Test
  void an_unknown_field_is_a_refusal_though_the_server_calls_it_its_own_error() {
    KubernetesClientException unknown =
        error(
            500,
            "failed to create typed patch object (a/b): .spec.x: field not declared in schema");

    assertThat(Refusals.isOne(unknown)).isTrue();
    assertThat(Refusals.reason(unknown)).contains(".spec.x: field not declared in schema");
  }

  private static KubernetesClientException error(int code, String message) {
    return new KubernetesClientException(
        new StatusBuilder().withCode(code).withMessage(message).build());
  }
}
