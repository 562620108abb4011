package dev.greenfork.worker.prefork;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.run.Surroundings;
import dev.greenfork.worker.run.TaskRun;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Runs as children are told of them. */
final class RunFrames {

  private RunFrames() {}

  static Frame of(TaskRun task, ObjectMapper mapper) throws JsonProcessingException {
    var run = task.run();
    var facts = run.facts(Instant.now());
    var body = run.message().body();
    @Nullable Instant deadline = facts.deadline();
    @Nullable Duration soft = run.limits().soft();
    return new Frame.Run(
        new Frame.Identity(
            facts.id(),
            facts.name(),
            facts.retries(),
            facts.queue(),
            Surroundings.text(run.message().headers())),
        mapper.writeValueAsString(body.args()),
        mapper.writeValueAsString(body.kwargs()),
        deadline == null ? 0 : deadline.toEpochMilli(),
        soft == null ? 0 : soft.toMillis());
  }
}
