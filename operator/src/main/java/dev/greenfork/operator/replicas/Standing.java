package dev.greenfork.operator.replicas;

import dev.greenfork.decisions.resources.DrainingWorker;
import dev.greenfork.decisions.resources.ScalingStatus;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.status.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a pool's size stands, for its reconciler.
 *
 * @param replicas how many workers there are to be now
 * @param decision what is said about the last decision; null where there is none
 * @param untold whether its one worker is there only to tell the tasks of its image
 * @param active whether the operator chooses the size; null for a pool without autoscaling
 * @param draining workers that fetch nothing more
 */
public record Standing(
    int replicas,
    @Nullable ScalingStatus decision,
    boolean untold,
    @Nullable Statement active,
    List<DrainingWorker> draining) {

  /** Of a pool whose spec says how large it is. */
  public static Standing fixed(WorkerPool pool) {
    return new Standing(pool.getSpec().wantedReplicas(), null, false, null, List.of());
  }

  /** Why the pool is as large as it is; empty if nobody has decided that. */
  public String reason() {
    if (untold) {
      return "one worker starts to tell which tasks its image has";
    }
    return decision == null ? "" : decision.sentence();
  }
}
