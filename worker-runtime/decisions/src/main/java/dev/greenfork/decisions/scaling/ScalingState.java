package dev.greenfork.decisions.scaling;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered from one decision to the next. It may be lost: the pool then stays at least as
 * large as it is until it has been watched for the stabilization time.
 *
 * @param samples what was seen of the work, oldest first
 * @param needs how many workers were needed, oldest first, as far back as the stabilization reaches
 * @param last when the last decision was made that was not held; null if there was none
 */
public record ScalingState(List<Sample> samples, List<Need> needs, @Nullable Instant last) {

  /** Nothing is remembered. */
  public static final ScalingState NEW = new ScalingState(List.of(), List.of(), null);

  public ScalingState {
    samples = List.copyOf(samples);
    needs = List.copyOf(needs);
  }

  /**
   * The pool's share of the work at one time.
   *
   * @param ready messages that wait
   * @param departed messages that workers took until then; never decreases
   * @param inFlight messages that the pool's workers hold
   */
  public record Sample(Instant at, double ready, double departed, double inFlight) {

    /** Messages that have arrived until then; only differences mean anything. */
    double arrived() {
      return ready + departed;
    }
  }

  /**
   * So many workers were needed then, with a margin so that chance alone lets none of them go.
   *
   * @param workers whole
   */
  public record Need(Instant at, int workers) {}
}
