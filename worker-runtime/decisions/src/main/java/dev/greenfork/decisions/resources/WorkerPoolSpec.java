package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pool of equal workers: how they run tasks, what they run, which queues they serve, how many
 * there are.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = PoolRules.PREFORK_CONCURRENCY,
    message = PoolRules.PREFORK_CONCURRENCY_MESSAGE)
@ValidationRule(value = PoolRules.DRAIN_COVERS_HARD, message = PoolRules.DRAIN_COVERS_HARD_MESSAGE)
@ValidationRule(value = PoolRules.TASKS_PER_CHILD, message = PoolRules.TASKS_PER_CHILD_MESSAGE)
@ValidationRule(value = PoolRules.MEMORY_PER_CHILD, message = PoolRules.MEMORY_PER_CHILD_MESSAGE)
@ValidationRule(value = PoolRules.ON_WORKER_LOST, message = PoolRules.ON_WORKER_LOST_MESSAGE)
@ValidationRule(value = PoolRules.ONE_MASTER, message = PoolRules.ONE_MASTER_MESSAGE)
@ValidationRule(value = PoolRules.CHILDREN_FIT, message = PoolRules.CHILDREN_FIT_MESSAGE)
public record WorkerPoolSpec(
    @Required
        @JsonPropertyDescription(
            "green for tasks that wait, prefork for tasks that compute. Immutable.")
        @ValidationRule(value = "self == oldSelf", message = PoolRules.TYPE_IMMUTABLE_MESSAGE)
        PoolType type,
    @JsonPropertyDescription(
            "Tasks at once per replica; a change replaces no pod. Default: green 100; prefork the CPU limit, else the CPU request, else 1.")
        @ValidationRule(value = PoolRules.CONCURRENCY, message = PoolRules.CONCURRENCY_MESSAGE)
        @Nullable Integer concurrency,
    @Required
        @JsonPropertyDescription(
            "Image of the worker: greenfork/worker with your tasks in /app/tasks.")
        @ValidationRule(value = PoolRules.IMAGE, message = PoolRules.IMAGE_MESSAGE)
        @Size(max = 1024)
        String image,
    @Required
        @JsonPropertyDescription("Name of the Broker in the same namespace.")
        @ValidationRule(value = PoolRules.BROKER, message = PoolRules.BROKER_MESSAGE)
        @Size(max = 253)
        String broker,
    @Default("[\"celery\"]")
        @JsonPropertyDescription("The queues that the pool serves.")
        @ValidationRule(value = PoolRules.SOME_QUEUE, message = PoolRules.SOME_QUEUE_MESSAGE)
        @ValidationRule(value = PoolRules.UNIQUE_QUEUES, message = PoolRules.UNIQUE_QUEUES_MESSAGE)
        @ValidationRule(value = PoolRules.QUEUE_WORDS, message = PoolRules.QUEUE_WORDS_MESSAGE)
        @ValidationRule(value = PoolRules.QUEUE_SUFFIX, message = PoolRules.QUEUE_SUFFIX_MESSAGE)
        @ValidationRule(value = PoolRules.QUEUE_KEYS, message = PoolRules.QUEUE_KEYS_MESSAGE)
        @Size(max = 64)
        @Nullable List<String> queues,
    @Default("1")
        @JsonPropertyDescription("How many workers.")
        @ValidationRule(value = PoolRules.REPLICAS, message = PoolRules.REPLICAS_MESSAGE)
        @Nullable Integer replicas,
    @JsonPropertyDescription(
            "Lets the operator choose the number of workers by the work that waits; replicas then stays 1.")
        @Nullable ScalingSpec autoscaling,
    @JsonPropertyDescription("What a task, and a child process, may use up.")
        @Nullable Limits limits,
    @Default("10m")
        @JsonPropertyDescription(
            "How long a worker that is told to stop may take to finish its tasks; what is left goes back to the queue.")
        @ValidationRule(value = Rules.DURATION, message = Rules.DRAIN_TIMEOUT_MESSAGE)
        @ValidationRule(value = Rules.AT_MOST_A_WEEK, message = Rules.DRAIN_TIMEOUT_AT_MOST_MESSAGE)
        @Size(max = 40)
        @Nullable String drainTimeout,
    @JsonPropertyDescription(
            "The tasks of the image, where they are to be known before its first worker has told them.")
        @Size(max = 1000)
        @Nullable List<StatedTask> tasks,
    @JsonPropertyDescription("CPU and memory of one worker.") @Nullable Resources resources,
    @JsonPropertyDescription("Environment variables of the worker.") @Size(max = 256)
        @Nullable List<EnvVar> env,
    @JsonPropertyDescription("Secrets and ConfigMaps whose entries become environment variables.")
        @Nullable List<Map<String, Object>> envFrom,
    @JsonPropertyDescription("Volumes of the pod, as in a pod.")
        @Nullable List<Map<String, Object>> volumes,
    @JsonPropertyDescription("Where the worker sees those volumes, as in a container.")
        @Nullable List<Map<String, Object>> volumeMounts,
    @JsonPropertyDescription(
            "A pod template that is merged into the operator's own (strategic merge; the worker's container is 'worker').")
        @Nullable Map<String, Object> podTemplate) {

  private static final Duration DEFAULT_DRAIN = Duration.ofMinutes(10);

  /** The queues to serve, in the order given; {@code celery} where none is named. */
  public List<String> queueNames() {
    return Objects.requireNonNullElse(queues, List.of("celery"));
  }

  /** How many workers are asked for where there is no {@link #autoscaling}; 1 by default. */
  public int wantedReplicas() {
    return Objects.requireNonNullElse(replicas, 1);
  }

  /** How long a worker may take to finish its tasks; 10 minutes where nothing is said. */
  public Duration drain() {
    return drainTimeout == null ? DEFAULT_DRAIN : Durations.parse(drainTimeout);
  }

  /** The limits, none where nothing is said. */
  public Limits taskLimits() {
    return Objects.requireNonNullElseGet(limits, Limits::none);
  }

  /** The resources, none where nothing is said. */
  public Resources workerResources() {
    return Objects.requireNonNullElseGet(resources, Resources::none);
  }
}
