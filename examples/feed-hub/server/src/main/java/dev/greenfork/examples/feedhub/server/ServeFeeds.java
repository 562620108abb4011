package dev.greenfork.examples.feedhub.server;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The feed server's command line. */
@Command(
    name = "feed-hub-server",
    mixinStandardHelpOptions = true,
    description =
        "Serves feeds made from text found on this machine, with the delays and faults of the web.")
final class ServeFeeds implements Runnable {
  @Option(
      names = "--host",
      defaultValue = "0.0.0.0",
      description = "address to listen on (${DEFAULT-VALUE})")
  private String host = "0.0.0.0";

  @Option(
      names = "--port",
      defaultValue = "8000",
      description = "port, 0 for a free one (${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--feeds",
      defaultValue = "1000",
      description = "how many feeds (${DEFAULT-VALUE})")
  private int feeds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "what all choices follow from (${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--median-latency-ms",
      defaultValue = "300",
      description = "half of the feeds answer faster than this (${DEFAULT-VALUE})")
  private long medianLatencyMillis;

  @Option(
      names = "--corpus",
      description = "text to use: a file made with --write-corpus; else the machine's")
  private @Nullable Path corpus;

  @Option(names = "--write-corpus", description = "only writes the machine's text into this file")
  private @Nullable Path writeCorpus;

  private final PrintStream out;

  ServeFeeds(PrintStream out) {
    this.out = out;
  }

  /** Serves until the process is ended. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ServeFeeds(System.out)).execute(args));
  }

  @Override
  public void run() {
    var text = corpus == null ? fromMachine() : Corpus.read(corpus);
    if (writeCorpus != null) {
      text.write(writeCorpus);
      out.printf("wrote %d paragraphs to %s%n", text.paragraphs().size(), writeCorpus);
      return;
    }
    var catalog = Catalog.make(text, feeds, seed, Duration.ofMillis(medianLatencyMillis));
    try (var server = FeedServer.start(new InetSocketAddress(host, port), catalog)) {
      out.printf(
          "serving %d feeds made from %d paragraphs at http://%s:%d/feeds (seed %d)%n",
          feeds, text.paragraphs().size(), host, server.port(), seed);
      out.flush();
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Corpus fromMachine() {
    return new Corpus(MachineText.collect(Path.of("/"), Path.of(System.getProperty("java.home"))));
  }
}
