package dev.greenfork.cli.worker;

import dev.greenfork.broker.QueueOrder;
import dev.greenfork.cli.options.BrokerOptions;
import dev.greenfork.cli.options.Durations;
import dev.greenfork.cli.options.Kibibytes;
import dev.greenfork.protocol.canvas.Routes;
import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Redelivery;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.WorkerOptions;
import dev.greenfork.worker.logging.LogConfigurator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of a worker, named as a Celery user knows them where Celery has them. */
@Command(
    name = "worker",
    description =
        "Runs a worker. Each option may also be given as environment variable GREENFORK_<OPTION>,"
            + " for example GREENFORK_BROKER_FILE.",
    mixinStandardHelpOptions = true)
public final class WorkerCommand implements Callable<Integer> {

  private static final int GREEN_CONCURRENCY = 100;

  @Option(
      names = {"-P", "--pool"},
      defaultValue = "green",
      description = "green: a virtual thread per task; prefork: a process. Default: green.")
  PoolType pool = PoolType.GREEN;

  @Option(
      names = {"-c", "--concurrency"},
      paramLabel = "N",
      description = "Tasks at once. Default: green 100, prefork the number of processors.")
  @Nullable Integer concurrency;

  @Option(
      names = {"-Q", "--queues"},
      split = ",",
      paramLabel = "NAME",
      defaultValue = "celery",
      description = "Queues to serve, separated by commas. Default: celery.")
  List<String> queues = List.of("celery");

  @Option(
      names = "--queue-order",
      paramLabel = "ORDER",
      description = {
        "round_robin, sorted or priority: whether queues take turns, or the first by name,",
        "or the first as listed, always comes first. Default: round_robin."
      })
  private QueueOrder order = QueueOrder.ROUND_ROBIN;

  @Option(
      names = "--default-queue",
      paramLabel = "NAME",
      defaultValue = "celery",
      description = {
        "Where the next step of a workflow goes if it names no queue and no --route fits,",
        "as Celery's task_default_queue. Default: celery."
      })
  private String defaultQueue = "celery";

  @Option(
      names = "--route",
      split = ",",
      paramLabel = "TASK=QUEUE",
      description = {
        "Where such a step goes by its task's name, as Celery's task_routes; a trailing * is",
        "any rest, and the longest name that fits wins."
      })
  private Map<String, String> routes = Map.of();

  @Option(
      names = {"-n", "--name", "--hostname"},
      defaultValue = "celery@%h",
      description = "Name of the node; %%h is the host's name. Default: celery@%%h.")
  String name = "celery@%h";

  @Option(
      names = "--tasks",
      split = "[,:]",
      paramLabel = "PATH",
      description = "Jars with tasks, or folders of jars.")
  List<Path> tasks = List.of();

  @Mixin BrokerOptions broker = new BrokerOptions();

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "Port of /healthz, /readyz and /metrics; 0 for any. Default: none.")
  @Nullable Integer httpPort;

  @Option(
      names = {"-E", "--task-events", "--events"},
      description = "Publish task events for monitors from the start; they can also ask for them.")
  private boolean taskEvents;

  @Option(
      names = "--heartbeat-interval",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "How often the worker tells monitors that it lives. Default: 2s.")
  private @Nullable Duration heartbeat;

  @Option(names = "--without-heartbeat", description = "Tell monitors nothing of the kind.")
  private boolean withoutHeartbeat;

  @Option(
      names = "--result-extended",
      description = "Store name, arguments, worker, retries and queue with each result.")
  private boolean resultExtended;

  @Option(names = "--track-started", description = "Store the state STARTED of each task.")
  private boolean trackStarted;

  @Option(
      names = "--drain-timeout",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = Durations.class,
      description = "How long running tasks may go on after TERM. Default: 10m.")
  Duration drainTimeout = Duration.ofMinutes(10);

  @Option(
      names = "--soft-time-limit",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "Interrupts a task after this time.")
  @Nullable Duration softTimeLimit;

  @Option(
      names = {"--time-limit", "--hard-time-limit"},
      paramLabel = "TIME",
      converter = Durations.class,
      description = "Fails a task after this time; a prefork child is killed.")
  @Nullable Duration hardTimeLimit;

  @Option(
      names = "--child-env",
      split = ",",
      paramLabel = "NAME",
      description = "Environment variables that prefork children get; a trailing * is any rest.")
  List<String> childEnvironment = List.of();

  @Option(
      names = "--max-tasks-per-child",
      paramLabel = "N",
      description = "Replaces a prefork child after so many tasks.")
  @Nullable Integer maxTasksPerChild;

  @Option(
      names = "--max-memory-per-child",
      paramLabel = "SIZE",
      converter = Kibibytes.class,
      description =
          "Bounds a prefork child's memory, for example 512Mi; plain numbers are KiB, as in Celery.")
  private @Nullable Long maxMemoryPerChild;

  @Option(
      names = "--max-deliveries",
      paramLabel = "N",
      defaultValue = "5",
      description = {
        "Gives a message up, and keeps it among the dead letters, when so many processes died while",
        "they ran it. Default: 5."
      })
  int maxDeliveries = 5;

  @Option(
      names = "--on-worker-lost",
      paramLabel = "WHAT",
      defaultValue = "redeliver",
      description = {
        "What happens to a task whose prefork child died: redeliver, or fail, as in Celery.",
        "Default: redeliver."
      })
  Redelivery.OnWorkerLost onWorkerLost = Redelivery.OnWorkerLost.REDELIVER;

  @Option(
      names = "--without-watchdog",
      hidden = true,
      description = "Does not watch the carriers of green tasks; for measurements.")
  private boolean withoutWatchdog;

  @Option(
      names = {"-l", "--loglevel", "--log-level"},
      defaultValue = "info",
      description = "debug, info, warn or error. Default: info.")
  LogLevel logLevel = LogLevel.INFO;

  @Option(
      names = "--log-format",
      defaultValue = "text",
      description = "text or json, one line per event. Default: text.")
  LogFormat logFormat = LogFormat.TEXT;

  @Override
  public Integer call() throws InterruptedException {
    logFormat.apply(logLevel);
    WorkerOptions options =
        new WorkerOptions(
            NodeName.expand(name),
            queues,
            broker.settings(),
            new PoolOptions(
                pool,
                concurrency == null ? defaultConcurrency() : concurrency,
                new TimeLimits(softTimeLimit, hardTimeLimit),
                new ChildOptions(childEnvironment, maxTasksPerChild, maxMemoryPerChild),
                !withoutWatchdog),
            new WorkerOptions.Service(
                httpPort,
                drainTimeout,
                events(),
                new WorkerOptions.Storing(resultExtended, trackStarted),
                new Redelivery(maxDeliveries, onWorkerLost)),
            new WorkerOptions.Routing(order, new Routes(routes, defaultQueue)));
    try {
      return new WorkerProcess(options, tasks).run();
    } finally {
      LogConfigurator.stop();
    }
  }

  private WorkerOptions.Events events() {
    Duration usual = WorkerOptions.Events.DEFAULT.heartbeat();
    Duration wanted = heartbeat == null ? usual : heartbeat;
    return new WorkerOptions.Events(taskEvents, withoutHeartbeat ? null : wanted);
  }

  private int defaultConcurrency() {
    return pool == PoolType.GREEN ? GREEN_CONCURRENCY : Runtime.getRuntime().availableProcessors();
  }
}
