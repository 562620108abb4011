package dev.greenfork.cli.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.cli.output.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks workers how they are and prints what each answers. */
@Command(
    name = "inspect",
    description = "Asks workers how they are. Exits with 69 if none answers.",
    mixinStandardHelpOptions = true)
public final class InspectCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "QUESTION",
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private Question question = Question.PING;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ID",
      description = "Of query-task: the tasks.")
  private List<String> ids = List.of();

  @Mixin private Asking asking = new Asking();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Map<String, JsonNode> answers = asking.ask(question.method(), arguments());
    PrintWriter out = spec.commandLine().getOut();
    if (asking.json()) {
      out.println(Asking.tree(answers).toPrettyString());
    } else if (!answers.isEmpty()) {
      print(out, answers);
    }
    out.flush();
    return Silence.status(spec, answers);
  }

  private ObjectNode arguments() {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    if (question == Question.QUERY_TASK) {
      if (ids.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "query-task needs the ID of a task.");
      }
      ids.forEach(arguments.putArray("ids")::add);
    } else if (!ids.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "%s takes no %s.".formatted(question, ids.getFirst()));
    }
    return arguments;
  }

  private void print(PrintWriter out, Map<String, JsonNode> answers) {
    List<String> head = new ArrayList<>(List.of("WORKER"));
    head.addAll(question.head());
    List<List<String>> rows = new ArrayList<>();
    answers.forEach(
        (node, answer) ->
            question
                .rows(answer)
                .forEach(
                    cells -> {
                      List<String> row = new ArrayList<>(List.of(node));
                      row.addAll(cells);
                      rows.add(row);
                    }));
    Table.print(out, head, rows);
  }
}
