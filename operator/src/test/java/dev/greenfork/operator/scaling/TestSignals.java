package dev.greenfork.operator.scaling;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** For tests of other packages. */
public final class TestSignals {

  private TestSignals() {}

  /** One of nobody else. */
  public static SignalDesk desk() {
    return new SignalDesk(Clock.systemUTC(), new ScalingMetrics(new SimpleMeterRegistry()));
  }
}
