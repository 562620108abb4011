package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Endpoint;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.WorkerOptions;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The worker's settings as Celery names and shows them; never with a password. */
final class Settings {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String HIDDEN = "********";
  private static final int REDIS_PORT = 6379;

  private final WorkerOptions options;

  Settings(WorkerOptions options) {
    this.options = options;
  }

  /** The answer to {@code conf}. */
  ObjectNode conf() {
    PoolOptions pool = options.pool();
    ObjectNode conf = JSON.objectNode();
    conf.put("broker_url", hidden(options.broker().broker()));
    Endpoint results = options.broker().resultBackend();
    conf.put("result_backend", hidden(results == null ? options.broker().broker() : results));
    conf.put("result_expires", options.broker().resultExpires().toSeconds());
    conf.put("worker_concurrency", pool.concurrency()).put("worker_pool", pool.type().label());
    options.queues().forEach(conf.putArray("task_queues")::add);
    conf.put("task_acks_late", true);
    limits(conf, pool.limits());
    Integer mostTasks = pool.children().mostTasks();
    conf.put("worker_max_tasks_per_child", mostTasks);
    Long mostMemory = pool.children().mostMemory();
    conf.put("worker_max_memory_per_child", mostMemory == null ? null : mostMemory >> 10);
    conf.put("worker_send_task_events", options.service().events().tasks());
    conf.put("task_serializer", "json").put("result_serializer", "json");
    conf.putArray("accept_content").add("json");
    return conf.put("timezone", "UTC").put("enable_utc", true);
  }

  /** The answer to {@code report}. */
  String report() {
    StringBuilder text = new StringBuilder();
    text.append("\nsoftware -> greenfork:").append(version());
    text.append(" java:").append(System.getProperty("java.version"));
    text.append(" (").append(System.getProperty("java.vm.name")).append(")\n");
    text.append("platform -> system:").append(System.getProperty("os.name"));
    text.append(" arch:").append(System.getProperty("os.arch"));
    text.append(" kernel version:").append(System.getProperty("os.version")).append('\n');
    text.append("node -> ").append(options.nodename()).append("\n\n");
    conf()
        .properties()
        .forEach(
            entry ->
                text.append(entry.getKey()).append(": ").append(entry.getValue()).append('\n'));
    return text.toString();
  }

  /** The broker as {@code stats} shows it (kombu.Connection.info). */
  ObjectNode broker() {
    ObjectNode info = JSON.objectNode();
    URI url = url(options.broker().broker());
    String user = user(url);
    String path = url == null || url.getPath() == null ? "" : url.getPath();
    info.put("hostname", url == null ? null : url.getHost());
    info.put("userid", user.isEmpty() ? null : user);
    info.put("virtual_host", path.length() > 1 ? path.substring(1) : "0");
    info.put("port", url == null || url.getPort() < 0 ? REDIS_PORT : url.getPort());
    info.put("insist", false).put("ssl", url != null && "rediss".equals(url.getScheme()));
    info.put("transport", "redis").put("connect_timeout", 4);
    info.putObject("transport_options");
    info.putNull("login_method").putNull("uri_prefix").put("heartbeat", 0);
    info.put("failover_strategy", "round-robin").putArray("alternates");
    return info.putNull("credential_provider");
  }

  private static void limits(ObjectNode conf, TimeLimits limits) {
    conf.put("task_soft_time_limit", seconds(limits.soft()));
    conf.put("task_time_limit", seconds(limits.hard()));
  }

  private static @Nullable Double seconds(@Nullable Duration limit) {
    return limit == null ? null : limit.toMillis() / 1e3;
  }

  private static String hidden(Endpoint endpoint) {
    URI url = url(endpoint);
    if (url == null) {
      return HIDDEN;
    }
    String who = url.getRawUserInfo() == null ? "" : user(url) + ":" + HIDDEN + "@";
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return "%s://%s%s%s%s".formatted(url.getScheme(), who, url.getHost(), port, url.getPath());
  }

  private static String user(@Nullable URI url) {
    String who = url == null ? null : url.getUserInfo();
    if (who == null) {
      return "";
    }
    int colon = who.indexOf(':');
    return colon < 0 ? who : who.substring(0, colon);
  }

  private static @Nullable URI url(Endpoint endpoint) {
    try {
      return endpoint.url().read();
    } catch (BrokerException e) {
      // The file may just be replaced; nobody needs an answer so much as to fail for it.
      return null;
    }
  }

  private static String version() {
    String version = Settings.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
