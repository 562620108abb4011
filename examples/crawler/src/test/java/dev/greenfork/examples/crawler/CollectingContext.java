package dev.greenfork.examples.crawler;

import dev.greenfork.task.Call;
import dev.greenfork.task.TaskContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The context of a task that is run by a test; keeps what the task sends. */
record CollectingContext(String id, List<Call> sent) implements TaskContext {
  @Override
  public String name() {
    return CrawlTasks.NAME;
  }

  @Override
  public int retries() {
    return 0;
  }

  @Override
  public String queue() {
    return "crawl";
  }

  @Override
  public Optional<Instant> deadline() {
    return Optional.empty();
  }

  @Override
  public String send(Call call) {
    sent.add(call);
    return "child-" + sent.size();
  }
}
