package dev.greenfork.broker.redis;

import dev.greenfork.broker.SubQueue;
import dev.greenfork.protocol.QueueKeys;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a fetch is to bring, by the model. */
final class ModelFetch {

  private final SplitModel model;
  private final ModelWorker worker;
  private long number;
  private int free;
  private @Nullable String last;

  ModelFetch(SplitModel model, ModelWorker worker) {
    this.model = model;
    this.worker = worker;
  }

  /** Records what comes, and says whether the worker is to hear the state anew. */
  boolean fetch(long first, int slots) {
    number = first;
    free = slots;
    boolean outdated = false;
    for (String queue : worker.cycle) {
      ModelWorker.Heard heard = worker.heard.get(queue);
      if (heard != null && heard.way() == QueueMode.Way.SPLIT) {
        model.split(queue, worker.type);
        outdated |= !heard.state().equals(model.table(queue));
      }
    }
    for (int step : QueueKeys.STEPS) {
      for (String queue : worker.cycle) {
        names(queue).forEach(name -> take(queue, name, step));
      }
    }
    if (last != null) {
      worker.cycle.remove(last);
      worker.cycle.add(last);
    }
    return outdated;
  }

  private void take(String queue, String name, int step) {
    Deque<SplitModel.Sent> list = model.list(name, step);
    while (free > 0 && !list.isEmpty()) {
      SplitModel.Sent message = list.removeFirst();
      model
          .record(worker.name())
          .put(number, new SplitModel.Held(queue, step, QueueKeys.list(name, step), message));
      number++;
      free--;
      last = queue;
    }
  }

  private QueueMode.Way way(String queue) {
    ModelWorker.Heard heard = worker.heard.get(queue);
    return heard == null ? QueueMode.Way.WHOLE : heard.way();
  }

  private List<String> names(String queue) {
    SubQueue other = worker.type == SubQueue.GREEN ? SubQueue.PREFORK : SubQueue.GREEN;
    return switch (way(queue)) {
      case WHOLE -> List.of(queue);
      case SPLIT -> List.of(worker.type.of(queue));
      case LEFTOVERS -> List.of(worker.type.of(queue), other.of(queue), queue);
    };
  }
}
