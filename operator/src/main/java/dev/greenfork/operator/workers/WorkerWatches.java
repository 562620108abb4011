package dev.greenfork.operator.workers;

import jakarta.enterprise.context.ApplicationScoped;

/** Watches over the workers of namespaces. Thread-safe. */
@ApplicationScoped
public class WorkerWatches {

  private final WorkerPods pods;
  private final Sizes sizes;

  WorkerWatches(WorkerPods pods, Sizes sizes) {
    this.pods = pods;
    this.sizes = sizes;
  }

  /** One over the workers of a namespace at one broker. */
  public WorkerWatch over(String namespace) {
    return new WorkerWatch(namespace, pods, sizes);
  }
}
