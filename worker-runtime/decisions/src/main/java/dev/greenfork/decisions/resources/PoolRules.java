package dev.greenfork.decisions.resources;

/** The rules of a WorkerPool, in CEL, each with the sentence that a user sees. */
final class PoolRules {

  static final String TYPE_IMMUTABLE_MESSAGE =
      "type cannot be changed: create a pool of the other type under a new name, then delete this one";

  static final String CONCURRENCY = "self >= 1 && self <= 100000";
  static final String CONCURRENCY_MESSAGE = "concurrency must be from 1 to 100000";

  static final String PREFORK_CONCURRENCY =
      "self.type != 'prefork' || !has(self.concurrency) || self.concurrency <= 256";
  static final String PREFORK_CONCURRENCY_MESSAGE =
      "concurrency of a prefork pool must be at most 256, as each slot is a process:"
          + " use more replicas, or type: green for tasks that wait";

  static final String DRAIN_COVERS_HARD =
      "!has(self.limits) || !has(self.limits.hardTime)"
          + " || duration(self.drainTimeout) >= duration(self.limits.hardTime)"
          + " || !(self.drainTimeout.matches('^([0-9]{1,6}(h|m|s|ms))+$')"
          + " && self.limits.hardTime.matches('^([0-9]{1,6}(h|m|s|ms))+$'))";
  static final String DRAIN_COVERS_HARD_MESSAGE =
      "drainTimeout must not be shorter than limits.hardTime: a task that may run that long would be cut off by a drain";

  static final String TASKS_PER_CHILD =
      "self.type != 'green' || !has(self.limits) || !has(self.limits.tasksPerChild)";
  static final String TASKS_PER_CHILD_MESSAGE =
      "limits.tasksPerChild is for prefork pools, as a green pool has no child processes: remove it";

  static final String MEMORY_PER_CHILD =
      "self.type != 'green' || !has(self.limits) || !has(self.limits.memoryPerChild)";
  static final String MEMORY_PER_CHILD_MESSAGE =
      "limits.memoryPerChild is for prefork pools, as a green pool has no child processes: remove it";

  static final String ON_WORKER_LOST =
      "self.type != 'green' || !has(self.limits) || !has(self.limits.onWorkerLost)";
  static final String ON_WORKER_LOST_MESSAGE =
      "limits.onWorkerLost is for prefork pools, as it is about child processes: remove it;"
          + " a task whose whole worker died is always delivered again, see limits.maxDeliveries";

  /** As PoolSize has it where the pool does not say. */
  private static final String CONCURRENCY_OR_CPUS =
      "(has(self.concurrency) ? double(self.concurrency)"
          + " : 'cpu' in self.resources.limits && isQuantity(string(self.resources.limits['cpu']))"
          + " ? double(int(quantity(string(self.resources.limits['cpu'])).asApproximateFloat() + 0.999))"
          + " : has(self.resources.requests) && 'cpu' in self.resources.requests"
          + " && isQuantity(string(self.resources.requests['cpu']))"
          + " ? double(int(quantity(string(self.resources.requests['cpu'])).asApproximateFloat() + 0.999))"
          + " : 1.0)";

  /** 320Mi, MemoryPlan.PARENT of the worker: the parent, and a spare child that has run nothing. */
  static final String CHILDREN_FIT =
      "self.type != 'prefork' || !has(self.limits) || !has(self.limits.memoryPerChild)"
          + " || !has(self.resources) || !has(self.resources.limits)"
          + " || !('memory' in self.resources.limits)"
          + " || !isQuantity(string(self.resources.limits['memory']))"
          + " || !isQuantity(string(self.limits.memoryPerChild))"
          + " || quantity(string(self.resources.limits['memory'])).asApproximateFloat() >= 335544320.0 + "
          + CONCURRENCY_OR_CPUS
          + " * quantity(string(self.limits.memoryPerChild)).asApproximateFloat()";

  static final String CHILDREN_FIT_MESSAGE =
      "resources.limits.memory must be at least 320Mi (the parent) + concurrency x limits.memoryPerChild,"
          + " or the kernel kills the whole container: raise it, or lower concurrency or memoryPerChild";

  static final String IMAGE = "self.matches('^[^\\\\s]+$')";
  static final String IMAGE_MESSAGE =
      "image must name a container image, such as registry.example/feeds:1.4";

  static final String BROKER = "self.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')";
  static final String BROKER_MESSAGE =
      "broker must be the name of a Broker in this namespace, such as main";

  static final String SOME_QUEUE = "self.size() > 0";
  static final String SOME_QUEUE_MESSAGE =
      "queues must name at least one queue: leave the field out for the default, celery";

  static final String UNIQUE_QUEUES = "self.all(q, self.exists_one(r, r == q))";
  static final String UNIQUE_QUEUES_MESSAGE = "queues must name each queue once";

  static final String QUEUE_WORDS = "self.all(q, q.matches('^[^\\\\s,\\\\x00-\\\\x1f]+$'))";
  static final String QUEUE_WORDS_MESSAGE =
      "the name of a queue must hold no comma, space or control character and not be empty";

  static final String QUEUE_SUFFIX =
      "self.all(q, !q.matches('[.](green|prefork|parked|dead|delayed)$'))";
  static final String QUEUE_SUFFIX_MESSAGE =
      "names ending in .green, .prefork, .parked, .dead or .delayed are Greenfork's own queues: choose another name";

  static final String QUEUE_KEYS =
      "self.all(q, !q.startsWith('greenfork:') && !q.startsWith('_kombu.') && !q.startsWith('unacked'))";
  static final String QUEUE_KEYS_MESSAGE =
      "names starting with greenfork:, _kombu. or unacked are keys of the broker itself: choose another name";

  static final String TASK_NAME = "!self.matches('[\\\\x00-\\\\x1f]')";
  static final String TASK_NAME_MESSAGE = "the name of a task must hold no control character";

  static final String REPLICAS = "self >= 0 && self <= 10000";
  static final String REPLICAS_MESSAGE = "replicas must be from 0 to 10000";

  static final String ONE_MASTER =
      "!has(self.autoscaling) || !has(self.replicas) || self.replicas == 1";
  static final String ONE_MASTER_MESSAGE =
      "replicas cannot be changed while the pool has autoscaling, nor by kubectl scale, an HPA or KEDA:"
          + " change autoscaling.minReplicas and maxReplicas, or remove autoscaling";

  private PoolRules() {}
}
