package dev.greenfork.operator.pool;

import dev.greenfork.operator.workload.Workload;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of bringing a pool's Deployment to what it should be. */
sealed interface Outcome {

  /** The Deployment as it is now, where there is one. */
  Optional<Deployment> live();

  /** Nothing was to be done, or nothing can be done yet; what exists stays as it is. */
  record Left(@Nullable Deployment deployment) implements Outcome {
    @Override
    public Optional<Deployment> live() {
      return Optional.ofNullable(deployment);
    }
  }

  /** It was applied. */
  record Applied(Live before, Workload now) implements Outcome {
    @Override
    public Optional<Deployment> live() {
      return Optional.of(now.deployment());
    }
  }

  /** It cannot be applied before somebody changes something. */
  record Refused(@Nullable Deployment deployment, String reason, String message)
      implements Outcome {
    @Override
    public Optional<Deployment> live() {
      return Optional.ofNullable(deployment);
    }
  }
}
