package dev.greenfork.local.run;

import dev.greenfork.local.plan.BrokerPlan;
import dev.greenfork.local.plan.Plan;
import dev.greenfork.local.process.Addresses;
import dev.greenfork.local.process.Guard;
import dev.greenfork.local.process.Installation;
import dev.greenfork.local.process.OwnRedis;
import dev.greenfork.local.process.Signals;
import dev.greenfork.local.process.Supervisor;
import dev.greenfork.local.process.WorkerStarter;
import dev.greenfork.local.process.Workspace;
import dev.greenfork.local.status.Depths;
import dev.greenfork.local.status.Monitor;
import dev.greenfork.local.status.Probe;
import dev.greenfork.local.status.Screen;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run. Used once; all but the signals happens on the caller's thread. */
public final class LocalRun {

  private final Plan plan;
  private final RunOptions options;
  private final Screen screen;

  public LocalRun(Plan plan, RunOptions options, Screen screen) {
    this.plan = plan;
    this.options = options;
    this.screen = screen;
  }

  /** Runs until a signal ends it, or until something that it needs is not there. */
  public int run() throws InterruptedException {
    Installation installation = Installation.find();
    StopRequests stops = new StopRequests();
    Signals.onTermination(stops::add);
    List<BrokerPlan> brokers = plan.brokers();
    try (Workspace workspace = Workspace.create();
        Guard guard = Guard.start(workspace);
        OwnRedis redis = ownRedis(workspace, guard, brokers)) {
      Addresses addresses = new Addresses(workspace, redis, brokers);
      announce(brokers, addresses);
      try (OpenBrokers open = OpenBrokers.of(brokers, addresses);
          WorkerLogs logs = new WorkerLogs(screen, options.logFolder());
          Probe probe = new Probe()) {
        InstantSource clock = InstantSource.system();
        WorkerStarter starter =
            new WorkerStarter(installation, addresses, guard, options.tasks(), logs);
        Supervisor supervisor = new Supervisor(plan.workers(), starter, clock);
        try (Monitor monitor = new Monitor(supervisor, probe, new Depths(open.brokers()), clock)) {
          new RunLoop(supervisor, monitor, screen, stops, options.readyFile()).run();
        }
      }
    }
    return 0;
  }

  private @Nullable OwnRedis ownRedis(Workspace workspace, Guard guard, List<BrokerPlan> brokers)
      throws InterruptedException {
    return brokers.stream().noneMatch(BrokerPlan::needsOwn)
        ? null
        : OwnRedis.start(workspace, guard, options.redisPort(), brokers.size());
  }

  private void announce(List<BrokerPlan> brokers, Addresses addresses) {
    if (options.urlFile() != null) {
      Workspace.writeSecret(options.urlFile(), addresses.url(brokers.getFirst()) + "\n");
      screen.event(
          "Broker %s: its URL is in %s.".formatted(brokers.getFirst().name(), options.urlFile()));
      return;
    }
    for (BrokerPlan broker : brokers) {
      // The URL of a named Redis may hold a password that is not ours to show.
      screen.event(
          broker.queues().isOwn()
              ? "Broker %s: %s, a Redis of its own that ends with this run."
                  .formatted(broker.name(), addresses.url(broker))
              : "Broker %s: the Redis that it names.".formatted(broker.name()));
    }
  }
}
