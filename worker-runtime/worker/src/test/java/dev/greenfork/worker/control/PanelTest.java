package dev.greenfork.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.greenfork.protocol.control.ControlRequest;
import dev.greenfork.protocol.control.ControlRequest.Audience;
import dev.greenfork.worker.Messages;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PanelTest {

  private final Panel panel = new Panel();
  private final Slots slots = new Slots(2);
  private final List<Integer> changes = new ArrayList<>();

  @BeforeEach
  void add() {
    panel.add(call -> IntNode.valueOf(call.integer("n", 5)), "number", "dump_number");
    panel.add(call -> Command.ok(call.text("text")), "text");
    panel.add(call -> Command.ok(Signal.of(call).name()), "signal");
    panel.add(call -> Command.ok(String.valueOf(call.flag("x"))), "flag");
    panel.add(call -> Command.ok(String.valueOf(call.seconds("x"))), "seconds");
    panel.add(
        _ -> {
          throw new IllegalStateException("broken");
        },
        "faulty");
    new PoolCommands(PoolType.PREFORK, new Recorded(), slots, _ -> {}).addTo(panel);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "number|{}|5",
        "dump_number|{'n': 7}|7",
        "number|{'n': null}|5",
        "number|{'n': 'x'}|{'error':'TypeError(\\'number() argument 'n' must be a number\\')'}",
        "text|{'text': 'a'}|{'ok':'a'}",
        "flag|{'x': 1}|{'ok':'true'}",
        "flag|{'x': ''}|{'ok':'false'}",
        "flag|{'x': 'no'}|{'ok':'true'}",
        "flag|{'x': null}|{'ok':'false'}",
        "seconds|{'x': 1.5}|{'ok':'1.5'}",
        "seconds|{'x': 0}|{'ok':'null'}",
        "signal|{}|{'ok':'SIGTERM'}",
        "signal|{'signal': 9}|{'ok':'SIGKILL'}",
        "signal|{'signal': 'KILL'}|{'ok':'SIGKILL'}",
        "signal|{'signal': 'SIGINT'}|{'ok':'SIGINT'}",
        "nonsense|{}|{'error':'KeyError(''nonsense'')'}",
        "faulty|{}|{'error':'IllegalStateException(broken)'}"
      })
  void answers_in_the_shapes_of_celery(String method, String arguments, String answer) {
    String given = answer(method, arguments);

    assertThat(given.replaceAll("[\"'\\\\]", "")).isEqualTo(answer.replaceAll("[\"'\\\\]", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text|{}|missing 1 required positional argument",
        "text|{'text': 1}|must be a text",
        "seconds|{'x': -1}|must be between 0",
        "seconds|{'x': '1'}|must be a number of seconds",
        "signal|{'signal': 'kill'}|uppercase",
        "signal|{'signal': 'SIGNONE'}|no signal SIGNONE",
        "signal|{'signal': 4711}|out of range",
        "pool_grow|{'n': 0}|at least 1",
        "pool_grow|{'n': 255}|at most 256 slots",
        "pool_shrink|{'n': 2}|one must stay",
        "pool_size|{'n': 0}|at least 1",
        "pool_size|{'n': 257}|at most 256 slots",
        "autoscale|{}|Autoscale not enabled",
        "pool_restart|{}|Pool restarts not enabled"
      })
  void tells_who_asked_what_is_wrong(String method, String arguments, String complaint) {
    assertThat(answer(method, arguments)).startsWith("{\"error\":").contains(complaint);
  }

  @Test
  void changes_slots_and_pool_together() {
    assertThat(answer("pool_grow", "{'n': 3}")).isEqualTo("{\"ok\":\"pool will grow\"}");
    assertThat(answer("pool_shrink", "{}")).isEqualTo("{\"ok\":\"pool will shrink\"}");

    assertThat(slots.total()).isEqualTo(4);
    assertThat(changes).containsExactly(3, -1);
  }

  @Test
  void a_size_that_is_asked_for_twice_is_taken_once() {
    assertThat(answer("pool_size", "{'n': 5}")).isEqualTo("{\"ok\":\"pool will grow\"}");
    assertThat(answer("pool_size", "{'n': 5}")).isEqualTo("{\"ok\":\"pool has 5 slots\"}");
    assertThat(answer("pool_size", "{'n': 1}")).isEqualTo("{\"ok\":\"pool will shrink\"}");

    assertThat(slots.total()).isEqualTo(1);
    assertThat(changes).containsExactly(3, -4);
  }

  @Test
  void has_no_two_commands_of_one_name() {
    assertThatThrownBy(() -> panel.add(_ -> IntNode.valueOf(1), "number"))
        .isInstanceOf(IllegalStateException.class);
  }

  private String answer(String method, String arguments) {
    return panel
        .run(
            new ControlRequest(
                method, Messages.object(arguments.replace('\'', '"')), Audience.ALL, null))
        .toString();
  }

  private final class Recorded implements Pool {

    @Override
    public void awaitReady(Duration patience) {}

    @Override
    public void submit(TaskRun run) {}

    @Override
    public List<TaskRun> takeUnstarted() {
      return List.of();
    }

    @Override
    public void resize(int change) {
      changes.add(change);
    }

    @Override
    public List<Long> processes() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
