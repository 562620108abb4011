package dev.greenfork.cli.events;

import dev.greenfork.cli.monitor.EventFeed;
import dev.greenfork.cli.options.BrokerOptions;
import dev.greenfork.cli.options.Durations;
import dev.greenfork.protocol.event.Event;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints events as they come, from Greenfork's and Celery's workers alike. */
@Command(
    name = "events",
    description = "Shows what workers and tasks do, as it happens. Ends with Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class EventsCommand implements Callable<Integer> {

  private static final Duration STEP = Duration.ofMillis(200);

  @Option(
      names = "--enable",
      description =
          "Ask all workers to publish events of tasks, which they go on to do afterwards."
              + " Otherwise only those tell that run with --task-events.")
  private boolean enable;

  @Option(names = "--heartbeats", description = "Show the heartbeats of workers, too.")
  private boolean heartbeats;

  @Option(
      names = "--task",
      paramLabel = "NAME",
      description = "Show events of this task only; a trailing * stands for any rest.")
  private @Nullable String task;

  @Option(names = "--json", description = "Print each event as a JSON object with all its fields.")
  private boolean json;

  @Option(names = "--limit", paramLabel = "N", description = "End after so many events.")
  private long limit = Long.MAX_VALUE;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "End after this time.")
  private @Nullable Duration patience;

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    EventFilter filter = new EventFilter(task, heartbeats);
    EventLine line = new EventLine(ZoneId.systemDefault());
    long start = System.nanoTime();
    long left = limit;
    try (EventFeed feed = EventFeed.open(broker.settings(), enable)) {
      while (left > 0 && !isOver(start) && !out.checkError()) {
        List<Event> wanted = next(feed).stream().filter(filter::wants).limit(left).toList();
        wanted.forEach(event -> out.println(json ? EventLine.json(event) : line.of(event)));
        left -= wanted.size();
      }
    }
    return 0;
  }

  private List<Event> next(EventFeed feed) throws InterruptedException {
    return feed.next(STEP)
        .map(
            batch -> {
              PrintWriter err = spec.commandLine().getErr();
              batch.faults().forEach(fault -> err.println("greenfork: " + fault));
              err.flush();
              return batch.events();
            })
        .orElse(List.of());
  }

  private boolean isOver(long start) {
    return patience != null && System.nanoTime() - start >= patience.toNanos();
  }
}
