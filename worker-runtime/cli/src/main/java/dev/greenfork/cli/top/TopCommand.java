package dev.greenfork.cli.top;

import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.QueueDepth;
import dev.greenfork.cli.monitor.EventFeed;
import dev.greenfork.cli.monitor.Fleet;
import dev.greenfork.cli.monitor.FleetView;
import dev.greenfork.cli.options.BrokerOptions;
import dev.greenfork.cli.options.Durations;
import dev.greenfork.protocol.event.EventDecoder;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws the fleet anew each second until it is interrupted, or prints it once. */
@Command(
    name = "top",
    description =
        "Shows workers, queues and tasks, each second anew; ends with Ctrl-C. Prints once where the"
            + " output is no terminal.",
    mixinStandardHelpOptions = true)
public final class TopCommand implements Callable<Integer> {

  /** Workers send a heartbeat every two seconds. */
  private static final Duration LOOK = Duration.ofMillis(2200);

  @Option(
      names = {"-Q", "--queues"},
      split = ",",
      paramLabel = "NAME",
      defaultValue = "celery",
      description = "Queues to show besides those that workers tell of. Default: celery.")
  private Set<String> queues = Set.of();

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = Durations.class,
      description = "How often it is drawn. Default: 1s.")
  private Duration interval = Duration.ofSeconds(1);

  @Option(names = "--once", description = "Listen for two seconds, print once, and end.")
  private boolean once;

  @Option(
      names = "--enable",
      description =
          "Ask all workers to publish events of tasks, which they go on to do afterwards.")
  private boolean enable;

  @Option(names = "--json", description = "Print JSON objects, one line each time.")
  private boolean json;

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Fleet fleet = new Fleet(Instant.now(), queues);
    BrokerSettings settings = broker.settings();
    TopPage page = new TopPage(place(settings.broker().url().read()), ZoneId.systemDefault());
    try (EventFeed feed = EventFeed.open(settings, enable)) {
      boolean live = !once && !json && Screen.isThere();
      if (live) {
        live(feed, fleet, page, out);
      } else {
        print(feed, fleet, page, out);
      }
    }
    return 0;
  }

  /** Where the broker is, without the password. */
  private static String place(URI broker) {
    String port = broker.getPort() < 0 ? "" : ":" + broker.getPort();
    return "%s://%s%s%s".formatted(broker.getScheme(), broker.getHost(), port, broker.getPath());
  }

  private void live(EventFeed feed, Fleet fleet, TopPage page, PrintWriter out)
      throws InterruptedException {
    try (Screen screen = Screen.enter(out)) {
      while (!out.checkError()) {
        Screen.Size size = Screen.size();
        screen.show(page.fitted(view(feed, fleet), size.columns(), size.rows()));
        listen(feed, fleet, interval);
      }
    }
  }

  private void print(EventFeed feed, Fleet fleet, TopPage page, PrintWriter out)
      throws InterruptedException {
    boolean again = json && !once;
    do {
      listen(feed, fleet, again ? interval : LOOK);
      FleetView view = view(feed, fleet);
      if (json) {
        out.println(TopJson.of(view));
      } else {
        page.whole(view).forEach(out::println);
      }
      out.flush();
    } while (again && !out.checkError());
  }

  private static void listen(EventFeed feed, Fleet fleet, Duration time)
      throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      Optional<EventDecoder.Batch> batch = feed.next(Duration.ofNanos(left));
      batch.ifPresent(told -> fleet.hear(told, Instant.now()));
    }
  }

  private static FleetView view(EventFeed feed, Fleet fleet) {
    Map<String, QueueDepth> depths = Map.of();
    try {
      depths = feed.broker().depths(fleet.queues());
    } catch (BrokerUnavailableException e) {
      // It is mended meanwhile; until then the depths are shown as unknown.
    }
    return fleet.view(Instant.now(), depths);
  }
}
