package dev.greenfork.examples.feedhub.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.cli.options.BrokerOptions;
import dev.greenfork.cli.options.Environment;
import dev.greenfork.client.GreenforkClient;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The driver's command line. Exit code 0 when every task has a result, 1 when some have none, 2 for
 * wrong arguments.
 */
@Command(
    name = "feed-hub-driver",
    mixinStandardHelpOptions = true,
    description = "Sends feeds through the feed hub and shows what came of it.")
final class DriveFeeds implements Callable<Integer> {
  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Option(
      names = "--server",
      defaultValue = "http://localhost:8000",
      description = "the feed server (${DEFAULT-VALUE})")
  private URI server = URI.create("http://localhost:8000");

  @Option(
      names = "--feeds",
      defaultValue = "1000",
      description = "how many feeds (${DEFAULT-VALUE})")
  private int feeds;

  @Option(
      names = "--prefork-feeds",
      defaultValue = "40",
      description =
          "how many of them go through the prefork pool alone, afterwards (${DEFAULT-VALUE})")
  private int preforkFeeds;

  @Option(
      names = "--warm-up-feeds",
      defaultValue = "200",
      description = "how many are driven before, and not counted (${DEFAULT-VALUE})")
  private int warmUpFeeds;

  @Option(
      names = "--queue",
      defaultValue = "feeds",
      description = "the queue of both pools (${DEFAULT-VALUE})")
  private String queue = "feeds";

  @Option(
      names = "--green-queue",
      defaultValue = "feeds-green-alone",
      description = "a queue of the green pool alone; empty to leave it out (${DEFAULT-VALUE})")
  private String greenQueue = "feeds-green-alone";

  @Option(
      names = "--prefork-queue",
      defaultValue = "feeds-prefork-alone",
      description = "a queue of the prefork pool alone; empty to leave it out (${DEFAULT-VALUE})")
  private String preforkQueue = "feeds-prefork-alone";

  @Option(
      names = "--patience-seconds",
      defaultValue = "300",
      description = "how long each round may take (${DEFAULT-VALUE})")
  private long patienceSeconds;

  @Option(names = "--json", description = "print the numbers as JSON")
  private boolean json;

  private final PrintStream out;
  private final PrintStream err;

  DriveFeeds(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Drives once. */
  public static void main(String[] args) {
    System.exit(execute(System.out, System.err, args));
  }

  static int execute(PrintStream out, PrintStream err, String... args) {
    return new CommandLine(new DriveFeeds(out, err))
        .setDefaultValueProvider(new Environment(System.getenv()))
        .setExecutionExceptionHandler(
            (problem, commandLine, parsed) -> {
              err.println("feed-hub-driver: " + problem.getMessage());
              return 1;
            })
        .execute(args);
  }

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    var urls = FeedList.read(server, feeds);
    var line = new ProgressLine(err, onTerminal());
    var queues = new Driver.Queues(queue, orNull(greenQueue), orNull(preforkQueue));
    var plan =
        new Driver.Plan(queues, warmUpFeeds, preforkFeeds, Duration.ofSeconds(patienceSeconds));
    try (var client = GreenforkClient.connect(broker.settings())) {
      var report =
          new Driver(new ClientHub(client), InstantSource.system(), line).drive(urls, plan);
      out.println(json ? new ObjectMapper().writeValueAsString(report) : Table.of(report));
      return report.complete() ? 0 : 1;
    }
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  @SuppressWarnings(
      "SystemConsoleNull") // Java 25 again has none where input or output is redirected
  private static boolean onTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }
}
