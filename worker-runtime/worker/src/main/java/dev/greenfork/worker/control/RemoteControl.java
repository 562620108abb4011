package dev.greenfork.worker.control;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Fanout;
import dev.greenfork.broker.StandingOrders;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.protocol.LamportClock;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.MessageDecoder;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.control.ControlCodec;
import dev.greenfork.worker.WorkerOptions;
import dev.greenfork.worker.admission.Waiting;
import dev.greenfork.worker.events.TaskTally;
import dev.greenfork.worker.events.WorkerEvents;
import dev.greenfork.worker.limits.TaskLimits;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.revocation.Revocations;
import dev.greenfork.worker.run.RunningTasks;
import dev.greenfork.worker.slots.Slots;
import dev.greenfork.worker.tasks.TaskRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The remote control of one worker, put together. */
public final class RemoteControl implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RemoteControl.class);
  private static final Duration HEARING = Duration.ofSeconds(5);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** Where it is and how it tells the time. */
  public record Node(WorkerOptions options, LamportClock clock, InstantSource time) {}

  /** Its links to the broker. */
  public record Links(Broker broker, TaskConsumer consumer, WorkerEvents events) {}

  /** What it looks at and changes. */
  public record Parts(
      Pool pool, Slots slots, RunningTasks running, Waiting waiting, TaskTally tally) {}

  /** What it decides with. */
  public record Rules(TaskRegistry tasks, TaskLimits limits, Revocations revocations) {}

  private final Node node;
  private final Links links;
  private final Rules rules;
  private final LimitCommands limits;
  private final Mailbox mailbox;
  private final Mingle mingle;
  private volatile Runnable shutdown = () -> {};
  private Fanout.@Nullable Subscription subscription;

  public RemoteControl(Node node, Links links, Parts parts, Rules rules) {
    this.node = node;
    this.links = links;
    this.rules = rules;
    String name = node.options().nodename();
    Broker broker = links.broker();
    this.limits = new LimitCommands(rules.tasks(), rules.limits(), broker.orders());
    this.mingle = new Mingle(name, node.clock(), rules.revocations(), broker);
    Panel panel = panel(parts);
    this.mailbox = new Mailbox(name, panel, broker.replies(), node.clock(), this::catchUp);
  }

  /**
   * Listens from now on, and takes over what was ordered before. Returns when both is done, or goes
   * on beside the work if the broker does not let it.
   *
   * @param stop begins a warm shutdown and returns
   */
  public void start(Runnable stop) throws InterruptedException {
    shutdown = stop;
    mailbox.start();
    Fanout.Subscription made =
        links.broker().fanout().subscribe(ControlCodec.EXCHANGE, "", mailbox);
    subscription = made;
    try {
      made.active().toCompletableFuture().get(HEARING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn(
          "Remote control is not heard yet: the broker has not confirmed it within {}.", HEARING);
    }
    catchUp();
    mingle.start();
  }

  @Override
  public void close() {
    Fanout.Subscription made = subscription;
    if (made != null) {
      made.close();
    }
    mingle.close();
    mailbox.close();
  }

  /** Reads what the broker remembers; asks again later if that fails. */
  private void catchUp() {
    try {
      StandingOrders.Orders orders = links.broker().orders().read();
      rules.revocations().restore(orders);
      limits.restore(orders);
    } catch (BrokerException e) {
      log.warn("Revocations and limits cannot be read yet: {}", e.getMessage());
      mailbox.later(this::catchUpAgain);
    }
  }

  private void catchUpAgain() {
    try {
      Thread.sleep(AGAIN);
      catchUp();
    } catch (InterruptedException e) {
      log.debug("closed");
    }
  }

  private Panel panel(Parts parts) {
    WorkerOptions options = node.options();
    Settings settings = new Settings(options);
    Statistics statistics =
        new Statistics(
            options.pool(),
            new Statistics.Work(parts.pool(), parts.slots(), parts.running(), parts.tally()),
            node.clock(),
            settings.broker());
    Broker broker = links.broker();
    BrokerLedger ledger =
        new BrokerLedger(
            broker.orders(), broker::results, new ResultCodec(Limits.DEFAULT), node.time());
    Panel panel = new Panel();
    new NodeCommands(node.clock(), settings, statistics, links.events(), () -> shutdown.run())
        .addTo(panel);
    FutureWork future = new FutureWork(links.consumer(), new MessageDecoder(Limits.DEFAULT));
    TaskInfo info = new TaskInfo(options.nodename(), node.time());
    new TaskViews(parts.running(), parts.waiting(), future, info).addTo(panel);
    new Revoking(rules.revocations(), parts.running(), ledger).addTo(panel);
    new PoolCommands(options.pool().type(), parts.pool(), parts.slots(), links.consumer()::resized)
        .addTo(panel);
    new QueueCommands(links.consumer()).addTo(panel);
    limits.addTo(panel);
    mingle.addTo(panel);
    return panel;
  }
}
