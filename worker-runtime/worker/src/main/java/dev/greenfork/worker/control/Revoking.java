package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.protocol.PythonRepr;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.control.Revoked;
import dev.greenfork.worker.revocation.Revocation;
import dev.greenfork.worker.revocation.Revocations;
import dev.greenfork.worker.run.RunningTasks;
import dev.greenfork.worker.run.TaskRun;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Revokes tasks and terminates those that run. */
final class Revoking {

  private static final Logger log = LoggerFactory.getLogger(Revoking.class);

  private final Revocations revocations;
  private final RunningTasks running;
  private final Ledger ledger;

  /** Who remembers revocations beyond this process. */
  interface Ledger {

    /** These tasks are revoked; those that nobody has begun are to be marked as such. */
    void revoked(Set<String> ids, Set<String> runningHere);

    /** Tasks with these stamps, by name and JSON text, are revoked. */
    void revokedStamps(Map<String, List<String>> stamps);
  }

  Revoking(Revocations revocations, RunningTasks running, Ledger ledger) {
    this.revocations = revocations;
    this.running = running;
    this.ledger = ledger;
  }

  void addTo(Panel panel) {
    panel.add(call -> revoke(call, call.flag("terminate")), "revoke");
    panel.add(call -> revoke(call, true), "terminate");
    panel.add(this::revokeStamped, "revoke_by_stamped_headers");
    panel.add(_ -> ids(revocations.ids()), "revoked", "dump_revoked");
  }

  private JsonNode revoke(Arguments call, boolean terminate) {
    if (!call.values().has("task_id")) {
      throw call.missing("task_id");
    }
    Set<String> ids = understood(() -> Revoked.ids(call.values()));
    Signal signal = Signal.of(call);
    revocations.revoke(ids);
    ledger.revoked(ids, idsOf(started(message -> ids.contains(message.id()))));
    if (!terminate) {
      log.info("Tasks flagged as revoked: {}", String.join(", ", ids));
      return Command.ok("tasks " + pythonSet(ids) + " flagged as revoked");
    }
    List<String> ended = terminate(held(message -> ids.contains(message.id())), signal);
    return Command.ok(
        ended.isEmpty() ? "terminate: tasks unknown" : "terminate: " + String.join(", ", ended));
  }

  private JsonNode revokeStamped(Arguments call) {
    if (!call.has("headers")) {
      throw call.missing("headers");
    }
    Map<String, List<String>> stamps = understood(() -> Revoked.stamps(call.values()));
    Signal signal = Signal.of(call);
    revocations.revokeStamped(stamps);
    ledger.revokedStamps(stamps);
    String shown = PythonRepr.value(call.values().get("headers"));
    if (!call.flag("terminate")) {
      return Command.ok("headers %s flagged as revoked, but not terminated".formatted(shown));
    }
    Revocations these = revocations.only(stamps);
    List<String> ended = terminate(started(these::covers), signal);
    return Command.ok(
        "headers %s %s".formatted(shown, ended.isEmpty() ? "were not terminated" : "revoked"));
  }

  private static <T> T understood(Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw CommandException.type(String.valueOf(e.getMessage()));
    }
  }

  private List<String> terminate(List<TaskRun> tasks, Signal signal) {
    Revocation how = new Revocation(true, signal.name(), false);
    for (TaskRun task : tasks) {
      log.info("Terminating {} ({})", task.run().message().id(), signal.name());
      task.terminate(how, signal.isKill());
    }
    return tasks.stream().map(task -> task.run().message().id()).toList();
  }

  private List<TaskRun> started(Predicate<TaskMessage> wanted) {
    return held(wanted).stream().filter(TaskRun::hasStarted).toList();
  }

  private List<TaskRun> held(Predicate<TaskMessage> wanted) {
    return running.all().stream().filter(task -> wanted.test(task.run().message())).toList();
  }

  private static Set<String> idsOf(List<TaskRun> tasks) {
    Set<String> ids = new HashSet<>();
    tasks.forEach(task -> ids.add(task.run().message().id()));
    return ids;
  }

  private static ArrayNode ids(List<String> all) {
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    all.forEach(ids::add);
    return ids;
  }

  private static String pythonSet(Set<String> ids) {
    return ids.isEmpty()
        ? "set()"
        : ids.stream()
            .map(id -> PythonRepr.value(JsonNodeFactory.instance.textNode(id)))
            .collect(Collectors.joining(", ", "{", "}"));
  }
}
