package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.task.Call;
import dev.greenfork.task.TaskContext;
import dev.greenfork.task.Workflow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Contexts that send nowhere. */
final class Contexts {

  private Contexts() {}

  static RunContext of(String id, String name, int retries) {
    return new RunContext(
        new RunContext.Facts(
            id, name, retries, "celery", null, JsonNodeFactory.instance::objectNode),
        new RunContext.Sender() {
          @Override
          public String send(Call call) {
            return "child";
          }

          @Override
          public String start(Workflow workflow) {
            return "workflow";
          }

          @Override
          public String addToChord(Workflow more) {
            return "part";
          }
        },
        new RunContext.Desk() {
          @Override
          public void state(String state, @Nullable Object meta) {}

          @Override
          public Optional<TaskContext.Stored> result(String taskId) {
            return Optional.empty();
          }

          @Override
          public boolean isRevoked() {
            return false;
          }
        });
  }
}
