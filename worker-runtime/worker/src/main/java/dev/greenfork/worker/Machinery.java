package dev.greenfork.worker;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.MessageDecoder;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.canvas.Planner;
import dev.greenfork.protocol.canvas.Sender;
import dev.greenfork.worker.admission.Admission;
import dev.greenfork.worker.admission.Waiting;
import dev.greenfork.worker.control.RemoteControl;
import dev.greenfork.worker.events.Vitals;
import dev.greenfork.worker.events.WorkerEvents;
import dev.greenfork.worker.fetch.Dispatcher;
import dev.greenfork.worker.fetch.FetchLoop;
import dev.greenfork.worker.http.HttpEndpoint;
import dev.greenfork.worker.limits.RateLimits;
import dev.greenfork.worker.limits.ResourceLimits;
import dev.greenfork.worker.limits.TaskLimits;
import dev.greenfork.worker.limits.TimeLimitsTable;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.observe.TaskObserver;
import dev.greenfork.worker.outcome.OutcomeWriter;
import dev.greenfork.worker.outcome.Reports;
import dev.greenfork.worker.outcome.Settlements;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.results.StoredStates;
import dev.greenfork.worker.revocation.Gate;
import dev.greenfork.worker.revocation.Revocations;
import dev.greenfork.worker.routing.Routing;
import dev.greenfork.worker.run.RunningTasks;
import dev.greenfork.worker.run.Sending;
import dev.greenfork.worker.run.TaskDesk;
import dev.greenfork.worker.shutdown.Drain;
import dev.greenfork.worker.shutdown.Replacement;
import dev.greenfork.worker.slots.Slots;
import dev.greenfork.worker.startup.CacheGauges;
import dev.greenfork.worker.tasks.TaskSet;
import dev.greenfork.worker.workflow.CoordinatingTasks;
import dev.greenfork.worker.workflow.Workflows;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a worker, put together in one place. Closing ends them in the reverse of the order
 * in which they need each other.
 *
 * @param http null where the worker has no HTTP port
 */
record Machinery(
    Resources resources,
    TaskConsumer consumer,
    Pool pool,
    FetchLoop fetch,
    Drain drain,
    WorkerEvents events,
    RemoteControl control,
    Workflows workflows,
    Replacement replacement,
    Ready ready,
    @Nullable HttpEndpoint http)
    implements AutoCloseable {

  static Machinery assemble(WorkerOptions options, TaskSet tasks, Runnable check) {
    Resources resources = new Resources();
    try {
      return assemble(options, tasks, check, resources);
    } catch (RuntimeException e) {
      resources.close();
      throw e;
    }
  }

  private static Machinery assemble(
      WorkerOptions options, TaskSet tasks, Runnable check, Resources resources) {
    InstantSource clock = InstantSource.system();
    PoolOptions poolOptions = options.pool();
    Ready ready = new Ready();
    WorkerMetrics metrics = new WorkerMetrics();
    HttpEndpoint http = http(options.service().httpPort(), ready, metrics, resources);
    Slots slots = new Slots(poolOptions.concurrency());
    ScheduledExecutorService timer = resources.add(Timer.start(), Timer::stop);
    ResourceLimits shared = new ResourceLimits(tasks.registry().all());
    // The pool comes first: children start up while the parent connects.
    Guard guard = Guard.create();
    Pools pools = new Pools(slots, timer, clock, guard.supervision(), metrics);
    int resultBytes = options.broker().limits().resultBytes();
    Pool pool = resources.add(pools.open(poolOptions, tasks, resultBytes, resources), Pool::close);

    ready.require(pool::isAble);

    check.run();
    Broker broker = resources.add(Brokers.open(options.broker()), Broker::close);
    Routing routing = Routing.of(poolOptions.type().label(), tasks.registry().all());
    TaskConsumer consumer =
        resources.add(
            Connecting.consume(broker, Connecting.spec(options, clock.instant()), routing),
            TaskConsumer::close);

    Monitoring monitoring = Monitoring.of(options, tasks.registry(), metrics, clock);
    TaskObserver observer = monitoring.observer();
    ResultCodec results = new ResultCodec(Limits.DEFAULT);
    StoredStates states =
        new StoredStates(results, options.nodename(), options.service().storing());
    MessageEncoder encoder = new MessageEncoder();
    Planner planner =
        new Planner(
            new Sender(
                options.nodename(), UUID.randomUUID().toString(), options.routing().routes()),
            () -> UUID.randomUUID().toString(),
            clock);
    Workflows workflows =
        resources.add(
            new Workflows(
                consumer,
                broker.chords(),
                planner,
                new Workflows.Codecs(encoder, results, clock),
                tasks.registry()),
            Workflows::close);
    OutcomeWriter writer =
        new OutcomeWriter(
            new OutcomeWriter.Ways(consumer, broker.publisher(), workflows),
            new Settlements(states, encoder, resultBytes),
            new Reports(metrics, observer),
            options.service().redelivery(),
            clock);
    Revocations revocations = new Revocations(clock);
    Gate gate = new Gate(revocations, clock);
    RunningTasks running = new RunningTasks(writer, gate);
    Pool watched = pools.guarded(pool, running, consumer, broker.chords(), resources);
    Starter starter =
        new Starter(
            new Starter.Ways(
                watched,
                resources.add(
                    new CoordinatingTasks(slots, broker.chords()), CoordinatingTasks::close),
                consumer,
                new Sending(broker.publisher(), encoder, planner, broker.chords()),
                new TaskDesk(consumer, broker.results(), states, revocations, resultBytes)),
            slots,
            shared,
            running);
    Waiting waiting = new Waiting(clock, shared);
    TaskLimits limits =
        new TaskLimits(
            new TimeLimitsTable(tasks.registry().all(), poolOptions.limits()),
            new RateLimits(tasks.registry().all(), RandomGenerator.getDefault()),
            shared,
            options.service().redelivery());
    Admission admission =
        new Admission(
            new Admission.Known(tasks.registry(), routing),
            limits,
            new MessageDecoder(Limits.DEFAULT),
            states,
            gate);
    Dispatcher dispatcher =
        new Dispatcher(
            admission,
            waiting,
            starter::start,
            new Dispatcher.Ends(slots, consumer, metrics, observer, workflows));
    FetchLoop fetch = new FetchLoop(slots, consumer, dispatcher, metrics);
    Drain drain = new Drain(fetch, waiting, watched, running, writer);

    Vitals vitals = new Vitals(monitoring.tally(), running, waiting, slots, consumer::queues);
    WorkerEvents events = resources.add(monitoring.open(broker, vitals), WorkerEvents::close);

    RemoteControl control =
        new RemoteControl(
            new RemoteControl.Node(options, monitoring.clock(), clock),
            new RemoteControl.Links(broker, consumer, events),
            new RemoteControl.Parts(pool, slots, running, waiting, monitoring.tally()),
            new RemoteControl.Rules(tasks.registry(), limits, revocations));
    resources.add(control, RemoteControl::close);

    guard.watch(poolOptions, monitoring.tally(), metrics, resources);
    Gauges.register(metrics, slots, running, waiting, consumer);
    Gauges.register(metrics, shared);
    Gauges.register(metrics, routing);
    CacheGauges.register(metrics, pool);
    return new Machinery(
        resources,
        consumer,
        pool,
        fetch,
        drain,
        events,
        control,
        workflows,
        guard.replacement(),
        ready,
        http);
  }

  private static @Nullable HttpEndpoint http(
      @Nullable Integer port, Ready ready, WorkerMetrics metrics, Resources resources) {
    return port == null
        ? null
        : resources.add(HttpEndpoint.start(port, ready::isSo, metrics::text), HttpEndpoint::close);
  }

  @Override
  public void close() {
    resources.close();
  }
}
