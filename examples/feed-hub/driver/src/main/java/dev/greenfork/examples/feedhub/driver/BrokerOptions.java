package dev.greenfork.examples.feedhub.driver;

import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Endpoint;
import dev.greenfork.broker.UrlSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say where the broker is, the same as those of {@code greenfork worker}. */
final class BrokerOptions {
  @Option(
      names = "--broker",
      defaultValue = "${env:GREENFORK_BROKER:-redis://localhost:6379/0}",
      description = "Redis URL (env GREENFORK_BROKER; ${DEFAULT-VALUE})")
  private String url = "redis://localhost:6379/0";

  @Option(
      names = "--broker-file",
      defaultValue = "${env:GREENFORK_BROKER_FILE}",
      description = "file that holds the URL (env GREENFORK_BROKER_FILE)")
  private @Nullable Path file;

  @Option(
      names = "--key-prefix",
      defaultValue = "${env:GREENFORK_KEY_PREFIX:-}",
      description = "put before every key (env GREENFORK_KEY_PREFIX)")
  private String keyPrefix = "";

  BrokerSettings settings() {
    var source = file == null ? UrlSource.of(url) : UrlSource.file(file);
    return BrokerSettings.of(new Endpoint(source, keyPrefix, null), null);
  }
}
