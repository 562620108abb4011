package dev.greenfork.local.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.greenfork.local.LocalException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates the rules of a CRD ({@code x-kubernetes-validations}). Rules see values without
 * declared types, which changes nothing for an object whose structure was found right before. Not
 * thread safe.
 */
final class CelRules {

  private static final CelOptions OPTIONS = CelOptions.current().build();

  private final CelCompiler compiler =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addFunctionDeclarations(CelQuantities.declarations())
          .addVar("self", SimpleType.DYN)
          .addVar("oldSelf", SimpleType.DYN)
          .build();
  private final CelRuntime runtime =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addFunctionBindings(CelQuantities.bindings())
          .build();
  private final Map<String, CelRuntime.Program> programs = new HashMap<>();

  /**
   * The rules that do not hold.
   *
   * @param old the object that is replaced, or a missing node
   */
  List<Problem> check(Schema schema, JsonNode object, JsonNode old) {
    List<Problem> problems = new ArrayList<>();
    walk(schema, "", object, old, problems);
    return problems;
  }

  private void walk(
      Schema schema, String path, JsonNode value, JsonNode old, List<Problem> problems) {
    for (Schema.Rule rule : schema.rules()) {
      if (!rule.comparesWithOld() || !old.isMissingNode()) {
        evaluate(rule, schema, path, value, old, problems);
      }
    }
    if (value.isArray()) {
      // What was at an index before is not what is there now, so items have no former value.
      schema
          .items()
          .ifPresent(
              items -> {
                for (int i = 0; i < value.size(); i++) {
                  String at = path + "[" + i + "]";
                  walk(items, at, value.path(i), MissingNode.getInstance(), problems);
                }
              });
    }
    for (var field : value.properties()) {
      String name = field.getKey();
      String inner = path.isEmpty() ? name : path + "." + name;
      schema.field(name).ifPresent(s -> walk(s, inner, field.getValue(), old.path(name), problems));
    }
  }

  private void evaluate(
      Schema.Rule rule,
      Schema schema,
      String path,
      JsonNode value,
      JsonNode old,
      List<Problem> problems) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("self", CelValues.of(value, schema));
    if (!old.isMissingNode()) {
      variables.put("oldSelf", CelValues.of(old, schema));
    }
    try {
      if (!Boolean.TRUE.equals(program(rule.expression()).eval(variables))) {
        problems.add(Problem.invalid(path, value, rule.message()));
      }
    } catch (CelEvaluationException e) {
      problems.add(
          Problem.invalid(
              path, value, "%s evaluating rule: %s".formatted(e.getMessage(), rule.message())));
    }
  }

  private CelRuntime.Program program(String expression) {
    CelRuntime.Program known = programs.get(expression);
    if (known != null) {
      return known;
    }
    try {
      CelRuntime.Program program = runtime.createProgram(compiler.compile(expression).getAst());
      programs.put(expression, program);
      return program;
    } catch (CelValidationException | CelEvaluationException e) {
      throw new LocalException(
          "The installation is damaged: the rule %s of a CRD cannot be read: %s"
              .formatted(expression, e.getMessage()),
          e);
    }
  }
}
