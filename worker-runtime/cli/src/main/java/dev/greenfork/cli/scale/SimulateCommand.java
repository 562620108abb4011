package dev.greenfork.cli.scale;

import dev.greenfork.decisions.resources.Durations;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.scaling.Capacity;
import dev.greenfork.decisions.simulation.Loads;
import dev.greenfork.decisions.simulation.SimCourse;
import dev.greenfork.decisions.simulation.SimPool;
import dev.greenfork.decisions.simulation.Simulator;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a load through a spec in virtual time. */
@Command(
    name = "simulate",
    description = {
      "Shows what a pool would do under a load, in virtual time: a model of tasks, pods and signals",
      "with the operator's own decisions. The same seed gives the same course."
    },
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

  @Option(names = "--load", required = true, description = "One of ${COMPLETION-CANDIDATES}.")
  private Loads load = Loads.L1;

  @Option(names = "--type", description = "green or prefork. Default: ${DEFAULT-VALUE}.")
  private PoolType type = PoolType.PREFORK;

  @Option(names = "--concurrency", description = "Slots of a worker. Default: ${DEFAULT-VALUE}.")
  private int concurrency = 4;

  @Option(names = "--min", description = "minReplicas. Default: ${DEFAULT-VALUE}.")
  private int min;

  @Option(names = "--max", description = "maxReplicas. Default: ${DEFAULT-VALUE}.")
  private int max = 100;

  @Option(names = "--queue-wait", description = "queueWait. Default: 5s.")
  private @Nullable String queueWait;

  @Option(names = "--queue-depth", description = "queueDepth. Default: none.")
  private @Nullable Integer queueDepth;

  @Option(names = "--stabilization", description = "scaleDown.stabilization. Default: the pool's.")
  private @Nullable String stabilization;

  @Option(names = "--pod-start", description = "How long pods start. Default: ${DEFAULT-VALUE}.")
  private String podStart = "3s";

  @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ScalingSpec.ScaleDown down =
        stabilization == null ? null : new ScalingSpec.ScaleDown(stabilization);
    ScalingSpec scaling =
        new ScalingSpec(min, max, queueWait, queueDepth, down, null, null, null, null, null);
    SimPool pool =
        new SimPool(
            new Capacity(type, concurrency),
            scaling,
            Durations.parse(podStart).toMillis() / 1e3,
            0.2);
    SimCourse course = Simulator.run(load.draw(seed), pool, seed);
    out.printf("%s: %s; simulated, seed %d%n", load, load.words(), seed);
    Chart.of(course, 72).forEach(out::println);
    out.printf(
        "wait: p50 %.2f s, p95 %.2f s, p99 %.2f s%n",
        course.waited(0.5), course.waited(0.95), course.waited(0.99));
    out.printf(
        "pods: %.0f pod-seconds, %.2f times what the work alone takes; %d started, %d at most%n",
        course.figures().podSeconds(),
        course.figures().podSeconds() / Math.max(1, course.leastPodSeconds(concurrency)),
        course.figures().started(),
        course.figures().most());
    out.printf("turns: %.2f an hour%n", course.turnsPerHour());
    out.flush();
    return 0;
  }
}
