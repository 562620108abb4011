package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.typed.TypedValueException;
import dev.greenfork.task.IgnoreTask;
import dev.greenfork.task.RejectTask;
import dev.greenfork.task.ReplaceTask;
import dev.greenfork.task.RetryTask;
import dev.greenfork.task.TaskContext;
import dev.greenfork.task.TaskSendException;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskScope;
import dev.greenfork.worker.arguments.ArgumentBinder;
import dev.greenfork.worker.arguments.ArgumentException;
import dev.greenfork.worker.arguments.ValueReader;
import dev.greenfork.worker.tasks.Builtins;
import dev.greenfork.worker.tasks.TaskInstances;
import org.jspecify.annotations.Nullable;

/** Calls tasks on the caller's thread. Thread safe. */
public final class TaskCode {

  private final TaskInstances instances;
  private final ObjectMapper mapper;
  private final ArgumentBinder binder;
  private final Retries retries;
  private final WorkflowMapper workflows;
  private final BuiltinCode builtins;

  public TaskCode(TaskInstances instances, ObjectMapper mapper, Retries retries) {
    this.retries = retries;
    this.instances = instances;
    this.mapper = mapper;
    this.workflows = new WorkflowMapper(mapper);
    this.builtins = new BuiltinCode(this, instances.registry());
    this.binder = new ArgumentBinder(new ValueReader(mapper));
  }

  /** Binds the arguments, calls the task and maps what it returns or throws. Never throws. */
  @SuppressWarnings("CatchingUnchecked") // why: whatever user code throws is the task's outcome
  public Outcome call(TaskDefinition task, ArrayNode args, ObjectNode kwargs, TaskContext context) {
    if (Builtins.isOne(task)) {
      return builtins.call(task, args, kwargs, context);
    }
    @Nullable Object result;
    try {
      @Nullable Object[] bound = binder.bind(task, args, kwargs);
      Object self = instances.of(task);
      result = TaskScope.call(context, () -> task.invoker().invoke(self, bound));
    } catch (ArgumentException e) {
      return Failures.arguments(e);
    } catch (TypedValueException e) {
      return Failures.undecodable(String.valueOf(e.getMessage()));
    } catch (RetryTask e) {
      return retries.asked(new Retries.Attempt(task, args, kwargs, context), e);
    } catch (ReplaceTask e) {
      return replaced(e, context);
    } catch (IgnoreTask e) {
      return new Outcome.Ignored(String.valueOf(e.getMessage()));
    } catch (RejectTask e) {
      return rejected(e);
    } catch (Throwable e) {
      return retries.failed(task, e, context.retries());
    }
    return encode(task, result);
  }

  private Outcome encode(TaskDefinition task, @Nullable Object result) {
    if (result == null) {
      return new Outcome.Success(NullNode.getInstance());
    }
    try {
      JsonNode tree = mapper.valueToTree(result);
      return new Outcome.Success(tree);
    } catch (IllegalArgumentException | StackOverflowError e) {
      return Failures.result(
          "The result of %s, a %s, cannot be written as JSON: %s"
              .formatted(task.name(), result.getClass().getName(), firstLine(e)));
    }
  }

  private Outcome replaced(ReplaceTask e, TaskContext context) {
    try {
      return new Outcome.Replaced(workflows.map(e.with(), context.queue()));
    } catch (TaskSendException wrong) {
      return Failures.thrown(wrong);
    }
  }

  private static Outcome rejected(RejectTask e) {
    String reason = String.valueOf(e.getMessage());
    return new Outcome.Rejected(
        e.requeue(),
        ExceptionInfo.of("Reject", reason, "celery.exceptions"),
        "Reject: " + reason + "\n");
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getName());
  }
}
