package dev.greenfork.local.process;

import dev.greenfork.local.plan.BrokerPlan;
import dev.greenfork.local.plan.Server;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells workers where their broker is: by files, as in a pod, so that no URL stands in a process
 * list. Brokers without a Redis get each a database of the Redis of this run.
 */
public final class Addresses {

  private final Workspace workspace;
  private final @Nullable OwnRedis own;
  private final List<BrokerPlan> brokers;

  /**
   * For the workers of one run.
   *
   * @param own the Redis of this run, null if no broker needs one
   */
  public Addresses(Workspace workspace, @Nullable OwnRedis own, List<BrokerPlan> brokers) {
    this.workspace = workspace;
    this.own = own;
    this.brokers = List.copyOf(brokers);
  }

  /** The URL of a broker's queues, password included. */
  public String url(BrokerPlan broker) {
    return url(broker, broker.queues());
  }

  /** The file with the certificates to trust for a broker's queues; null for the JDK's own. */
  public @Nullable Path authority(BrokerPlan broker) {
    String ca = broker.queues().ca();
    return ca == null ? null : workspace.secret(file(broker) + "-broker.ca", ca);
  }

  /** The variables that name the files for a worker of this broker; writes the files. */
  Map<String, String> variables(BrokerPlan broker) {
    Map<String, String> variables = new LinkedHashMap<>();
    put(variables, "GREENFORK_BROKER", file(broker) + "-broker", broker, broker.queues());
    put(variables, "GREENFORK_KEY_PREFIX", broker.queues().keyPrefix());
    if (broker.results() != null) {
      Server results = broker.results();
      put(variables, "GREENFORK_RESULT_BACKEND", file(broker) + "-results", broker, results);
      put(variables, "GREENFORK_RESULT_KEY_PREFIX", results.keyPrefix());
    }
    return variables;
  }

  private void put(
      Map<String, String> variables,
      String variable,
      String file,
      BrokerPlan broker,
      Server server) {
    Path url = workspace.secret(file + ".url", url(broker, server));
    variables.put(variable + "_FILE", url.toString());
    if (server.ca() != null) {
      Path ca = workspace.secret(file + ".ca", server.ca());
      variables.put(variable + "_CA_FILE", ca.toString());
    }
  }

  private static void put(Map<String, String> variables, String variable, String prefix) {
    if (!prefix.isEmpty()) {
      variables.put(variable, prefix);
    }
  }

  private String url(BrokerPlan broker, Server server) {
    return server.url() == null
        ? Objects.requireNonNull(own, "a plan that needs a Redis got none")
            .url(brokers.indexOf(broker))
        : server.url();
  }

  private String file(BrokerPlan broker) {
    return "broker-" + brokers.indexOf(broker);
  }
}
