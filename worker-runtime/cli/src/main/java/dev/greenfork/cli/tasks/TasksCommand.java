package dev.greenfork.cli.tasks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.cli.output.Table;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.tasks.TaskSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the tasks of jars as a table or as JSON. */
@Command(
    name = "tasks",
    description = "Lists the tasks that jars contain.",
    mixinStandardHelpOptions = true)
public final class TasksCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "Jars, or folders of jars.")
  private List<Path> paths = List.of();

  @Option(
      names = "--tasks",
      split = "[,:]",
      paramLabel = "PATH",
      description = "The same, as for greenfork worker.")
  private List<Path> tasks = List.of();

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<Path> all = Stream.concat(paths.stream(), tasks.stream()).toList();
    Collection<TaskDefinition> found = TaskSet.of(all).registry().all();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(tree(found).toPrettyString());
    } else if (found.isEmpty()) {
      out.println("No tasks. Name jars: greenfork tasks my-tasks.jar");
    } else {
      Table.print(
          out,
          List.of("NAME", "KIND", "ACK", "PARAMETERS", "CLASS"),
          found.stream().map(TasksCommand::row).toList());
    }
    out.flush();
    return 0;
  }

  private static List<String> row(TaskDefinition task) {
    return List.of(
        task.name(),
        lower(task.kind()),
        lower(task.ack()),
        task.parameters().stream().map(TasksCommand::describe).collect(Collectors.joining(", ")),
        task.owner().type().getName());
  }

  private static ArrayNode tree(Collection<TaskDefinition> tasks) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (TaskDefinition task : tasks) {
      ObjectNode node =
          array
              .addObject()
              .put("name", task.name())
              .put("kind", lower(task.kind()))
              .put("ack", lower(task.ack()))
              .put("class", task.owner().type().getName());
      ArrayNode parameters = node.putArray("parameters");
      for (Parameter parameter : task.parameters()) {
        parameters
            .addObject()
            .put("name", parameter.name())
            .put("type", parameter.type().getTypeName())
            .put("default", parameter.defaultJson());
      }
    }
    return array;
  }

  private static String describe(Parameter parameter) {
    return parameter.defaultJson() == null
        ? parameter.name()
        : parameter.name() + "=" + parameter.defaultJson();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
