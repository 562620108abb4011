package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.LamportClock;
import dev.greenfork.worker.events.WorkerEvents;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Questions about the node as a whole, its events and its end. */
final class NodeCommands {

  private static final Logger log = LoggerFactory.getLogger(NodeCommands.class);

  private final LamportClock clock;
  private final Settings settings;
  private final Statistics statistics;
  private final WorkerEvents events;
  private final Runnable shutdown;

  /**
   * @param shutdown begins a warm shutdown and returns
   */
  NodeCommands(
      LamportClock clock,
      Settings settings,
      Statistics statistics,
      WorkerEvents events,
      Runnable shutdown) {
    this.clock = clock;
    this.settings = settings;
    this.statistics = statistics;
    this.events = events;
    this.shutdown = shutdown;
  }

  void addTo(Panel panel) {
    panel.add(_ -> Command.ok("pong"), "ping");
    panel.add(_ -> object().put("clock", clock.value()), "clock");
    panel.add(_ -> statistics.read(), "stats");
    panel.add(_ -> settings.conf(), "conf", "dump_conf");
    panel.add(_ -> Command.ok(settings.report()), "report");
    panel.add(_ -> JsonNodeFactory.instance.textNode(memory()), "memsample", "memdump");
    panel.add(
        _ -> {
          throw CommandException.missing("Requires the objgraph library");
        },
        "objgraph");
    panel.add(_ -> Command.ok(enable()), "enable_events");
    panel.add(_ -> Command.ok(disable()), "disable_events");
    panel.add(_ -> heartbeat(), "heartbeat");
    // Elections are for actors, which Java tasks have none of.
    panel.add(_ -> NullNode.getInstance(), "election");
    panel.add(this::shutdown, "shutdown");
  }

  private String enable() {
    return events.enable() ? "task events enabled" : "task events already enabled";
  }

  private String disable() {
    return events.disable() ? "task events disabled" : "task events already disabled";
  }

  private JsonNode heartbeat() {
    events.heartbeat();
    return NullNode.getInstance();
  }

  private JsonNode shutdown(Arguments call) {
    log.warn("{}", call.has("msg") ? call.text("msg") : "Got shutdown from remote");
    shutdown.run();
    return Command.ok("will shut down");
  }

  private static String memory() {
    return String.format(Locale.ROOT, "%.2fMB", ResourceUsage.resident() / 1048576.0);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
