package dev.greenfork.cli.options;

import dev.greenfork.broker.BrokerLimits;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Endpoint;
import dev.greenfork.broker.UrlSource;
import dev.greenfork.task.index.DurationText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where messages and results are. */
public final class BrokerOptions {

  private static final int HELD_PART = 8;
  private static final long MOST_HELD = 256L << 20;
  private static final String DEFAULT_URL = "redis://localhost:6379/0";

  // Redis takes 512 MiB, but holds up everybody for as long as that takes.
  private static final long LARGEST_RESULT = 256L << 20;

  @Option(
      names = {"-b", "--broker"},
      paramLabel = "URL",
      description = "Broker, redis://[user:password@]host:port/database. Default: " + DEFAULT_URL)
  private @Nullable String broker;

  @Option(
      names = "--broker-file",
      paramLabel = "PATH",
      description = "File with the broker's URL, read at each connect; wins over --broker.")
  private @Nullable Path brokerFile;

  @Option(
      names = "--broker-ca-file",
      paramLabel = "PATH",
      description = "PEM file with the certificates to trust for rediss://.")
  private @Nullable Path brokerCaFile;

  @Option(
      names = "--key-prefix",
      paramLabel = "TEXT",
      description = "Put before every key (kombu's global_keyprefix).")
  private @Nullable String keyPrefix;

  @Option(
      names = "--result-backend",
      paramLabel = "URL",
      description = "Where results are kept. Default: the broker.")
  private @Nullable String results;

  @Option(
      names = "--result-backend-file",
      paramLabel = "PATH",
      description = "File with the result backend's URL, read at each connect.")
  private @Nullable Path resultsFile;

  @Option(
      names = "--result-backend-ca-file",
      paramLabel = "PATH",
      description = "PEM file with the certificates to trust for the result backend.")
  private @Nullable Path resultsCaFile;

  @Option(
      names = "--result-key-prefix",
      paramLabel = "TEXT",
      description = "Put before every key of a result. Default: that of the broker.")
  private @Nullable String resultKeyPrefix;

  @Option(
      names = "--result-expires",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "How long results are kept, 0 for ever. Default: 24h.")
  private @Nullable Duration resultExpires;

  @Option(
      names = "--max-result-size",
      paramLabel = "SIZE",
      converter = Bytes.class,
      description = "A task whose result is larger fails. Default: 16Mi, at most 256Mi.")
  private @Nullable Long maxResultSize;

  /**
   * Gives one of these options by its long name; false if it is none, or one whose value takes more
   * than copying.
   */
  public boolean set(String option, String value) {
    switch (option) {
      case "--broker" -> broker = value;
      case "--broker-file" -> brokerFile = Path.of(value);
      case "--broker-ca-file" -> brokerCaFile = Path.of(value);
      case "--key-prefix" -> keyPrefix = value;
      case "--result-backend" -> results = value;
      case "--result-backend-file" -> resultsFile = Path.of(value);
      case "--result-backend-ca-file" -> resultsCaFile = Path.of(value);
      case "--result-key-prefix" -> resultKeyPrefix = value;
      case "--result-expires" -> resultExpires = DurationText.parse(value);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The settings that these options make. */
  public BrokerSettings settings() {
    String prefix = keyPrefix == null ? "" : keyPrefix;
    UrlSource url = source(broker, brokerFile, DEFAULT_URL);
    Endpoint messages = new Endpoint(url, prefix, brokerCaFile);
    String ownPrefix = resultKeyPrefix == null ? prefix : resultKeyPrefix;
    // Without an endpoint of their own, results have no prefix.
    boolean same = results == null && resultsFile == null && ownPrefix.isEmpty();
    Endpoint kept =
        same
            ? null
            : new Endpoint(
                results == null && resultsFile == null
                    ? url
                    : source(results, resultsFile, DEFAULT_URL),
                ownPrefix,
                resultsCaFile == null ? brokerCaFile : resultsCaFile);
    return new BrokerSettings(
        messages,
        kept,
        resultExpires == null ? BrokerSettings.DEFAULT_RESULT_EXPIRES : resultExpires,
        limits());
  }

  /** Messages in hand take an eighth of the heap: each is a tree and a text besides. */
  private BrokerLimits limits() {
    long heap = Runtime.getRuntime().maxMemory();
    BrokerLimits limits = BrokerLimits.DEFAULT.withHeldBytes(Math.min(heap / HELD_PART, MOST_HELD));
    if (maxResultSize == null) {
      return limits;
    }
    if (maxResultSize < 1_000 || maxResultSize > LARGEST_RESULT) {
      throw new IllegalArgumentException(
          "--max-result-size is %d bytes; it must be between 1000 bytes and 256Mi."
              .formatted(maxResultSize));
    }
    return limits.withResultBytes(maxResultSize.intValue());
  }

  private static UrlSource source(@Nullable String url, @Nullable Path file, String otherwise) {
    if (file == null) {
      return UrlSource.of(url == null ? otherwise : url);
    }
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "There is no readable file %s; name one that holds a URL.".formatted(file));
    }
    return UrlSource.file(file);
  }
}
