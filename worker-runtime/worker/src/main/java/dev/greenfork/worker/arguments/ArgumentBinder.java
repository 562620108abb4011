package dev.greenfork.worker.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.typed.TypedValueException;
import dev.greenfork.protocol.typed.TypedValues;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.task.index.TaskDefinition;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills the parameters of a task by position and name, as a call in Python would be. Thread safe.
 */
public final class ArgumentBinder {

  private final ValueReader values;

  public ArgumentBinder(ValueReader values) {
    this.values = values;
  }

  /**
   * One value per parameter, of the parameter's type.
   *
   * @throws ArgumentException if an argument is missing, too much, given twice or of another type
   * @throws TypedValueException if there is a typed value that Python could not decode either
   */
  public @Nullable Object[] bind(TaskDefinition task, ArrayNode args, ObjectNode kwargs)
      throws ArgumentException {
    TypedValues.check(args);
    TypedValues.check(kwargs);
    List<Parameter> parameters = task.parameters();
    if (args.size() > parameters.size()) {
      throw new ArgumentException(
          "%s() takes %d positional argument%s but %d %s given"
              .formatted(
                  task.name(),
                  parameters.size(),
                  parameters.size() == 1 ? "" : "s",
                  args.size(),
                  args.size() == 1 ? "was" : "were"));
    }
    refuseUnknown(task, args.size(), kwargs);
    @Nullable Object[] bound = new Object[parameters.size()];
    List<String> missing = new ArrayList<>(0);
    for (int i = 0; i < bound.length; i++) {
      Parameter parameter = parameters.get(i);
      JsonNode given = i < args.size() ? args.get(i) : kwargs.get(parameter.name());
      String omitted = parameter.defaultJson();
      if (given == null && omitted == null) {
        missing.add(parameter.name());
      } else {
        bound[i] =
            given == null
                ? values.readDefault(task, parameter, String.valueOf(omitted))
                : values.read(task, parameter, given);
      }
    }
    if (!missing.isEmpty()) {
      throw new ArgumentException(missing(task, missing));
    }
    return bound;
  }

  private static void refuseUnknown(TaskDefinition task, int positional, ObjectNode kwargs)
      throws ArgumentException {
    for (Iterator<String> names = kwargs.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      int at = indexOf(task.parameters(), name);
      if (at < 0) {
        throw new ArgumentException(
            "%s() got an unexpected keyword argument '%s'".formatted(task.name(), name));
      }
      if (at < positional) {
        throw new ArgumentException(
            "%s() got multiple values for argument '%s'".formatted(task.name(), name));
      }
    }
  }

  private static int indexOf(List<Parameter> parameters, String name) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static String missing(TaskDefinition task, List<String> names) {
    String last = "'" + names.getLast() + "'";
    String list =
        names.size() == 1
            ? last
            : "'%s' and %s"
                .formatted(String.join("', '", names.subList(0, names.size() - 1)), last);
    return "%s() missing %d required positional argument%s: %s"
        .formatted(task.name(), names.size(), names.size() == 1 ? "" : "s", list);
  }
}
