package dev.greenfork.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import org.junit.jupiter.api.Test;

class MemoryTest {

  private static final ResourceID POOL = new ResourceID("feeds", "apps");

  private final Memory memory = new Memory();

  @Test
  void what_was_applied_need_not_be_applied_again() {
    memory.applied(POOL, "a", deployment("1", 5));

    assertThat(memory.holds(POOL, "a", deployment("1", 5))).isTrue();
    assertThat(memory.holds(POOL, "a", deployment("1", 4))).as("a cache that lags").isTrue();
  }

  @Test
  void another_wish_another_hand_or_another_deployment_is_applied() {
    memory.applied(POOL, "a", deployment("1", 5));

    assertThat(memory.holds(POOL, "b", deployment("1", 5))).isFalse();
    assertThat(memory.holds(POOL, "a", deployment("1", 6))).isFalse();
    assertThat(memory.holds(POOL, "a", deployment("2", 1))).isFalse();
    assertThat(memory.holds(new ResourceID("mail", "apps"), "a", deployment("1", 5))).isFalse();
  }

  @Test
  void pools_that_are_gone_are_forgotten() {
    for (int i = 0; i < 200; i++) {
      memory.applied(new ResourceID("pool" + i, "apps"), "a", deployment("1", 1));
    }

    memory.prune(1, id -> id.getName().equals("pool7"));

    assertThat(memory.holds(new ResourceID("pool7", "apps"), "a", deployment("1", 1))).isTrue();
    assertThat(memory.holds(new ResourceID("pool8", "apps"), "a", deployment("1", 1))).isFalse();
  }

  private static Deployment deployment(String uid, long generation) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withUid(uid)
        .withGeneration(generation)
        .endMetadata()
        .build();
  }
}
