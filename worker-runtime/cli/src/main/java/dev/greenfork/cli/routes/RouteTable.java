package dev.greenfork.cli.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.cli.output.Table;
import dev.greenfork.decisions.resources.TaskEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Routes for people, and the same terms for programs. */
final class RouteTable {

  private record Term(String name, Function<TaskEvidence, @Nullable Object> of) {

    String head() {
      return name.replaceAll("([A-Z])", " $1").toUpperCase(Locale.ROOT);
    }
  }

  private static final List<Term> MEASURED =
      List.of(
          new Term("samples", TaskEvidence::samples),
          new Term("cpuShare", TaskEvidence::cpuShare),
          new Term("p50", TaskEvidence::p50),
          new Term("p95", TaskEvidence::p95),
          new Term("costGreen", TaskEvidence::costGreen),
          new Term("costPrefork", TaskEvidence::costPrefork),
          new Term("since", TaskEvidence::since));

  private RouteTable() {}

  /** Lines of a table; with {@code why} a sentence at the end of each. */
  static List<String> lines(List<Route> routes, boolean why) {
    List<String> head = new ArrayList<>(List.of("TASK", "QUEUE", "KIND", "DECLARED BY", "RUNS IN"));
    boolean measured = routes.stream().anyMatch(route -> route.measured() != null);
    if (measured) {
      MEASURED.forEach(term -> head.add(term.head()));
    }
    if (why) {
      head.add("WHY");
    }
    return Table.lines(head, routes.stream().map(route -> row(route, measured, why)).toList());
  }

  /** An array of objects. */
  static ArrayNode tree(List<Route> routes) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Route route : routes) {
      ObjectNode node =
          array
              .addObject()
              .put("task", route.task())
              .put("queue", route.queue())
              .put("kind", route.routed().task().kind().word())
              .put("declaredBy", route.routed().by().words())
              .put("runsIn", route.runsIn())
              .put("why", route.why())
              .put("wouldRunIn", route.wanted() == null ? null : route.wanted().word());
      TaskEvidence measured = route.measured();
      if (measured == null) {
        node.putNull("measured");
      } else {
        ObjectNode terms = node.putObject("measured");
        MEASURED.forEach(term -> terms.putPOJO(term.name(), term.of().apply(measured)));
      }
    }
    return array;
  }

  private static List<String> row(Route route, boolean measured, boolean why) {
    List<String> row =
        new ArrayList<>(
            List.of(
                route.task(),
                route.queue(),
                route.routed().task().kind().word(),
                route.routed().by().words(),
                route.runsIn()));
    if (measured) {
      MEASURED.forEach(term -> row.add(cell(route.measured(), term)));
    }
    if (why) {
      row.add(route.why());
    }
    return row;
  }

  private static String cell(@Nullable TaskEvidence measured, Term term) {
    Object value = measured == null ? null : term.of().apply(measured);
    return value == null ? "-" : value.toString();
  }
}
