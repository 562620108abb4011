package dev.greenfork.local.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Common Expression Language with the variables that the API server gives to a rule. */
final class Cel {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private final CelCompiler compiler =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addLibraries(CelExtensions.strings())
          .addVar("self", SimpleType.DYN)
          .addVar("oldSelf", SimpleType.DYN)
          .build();
  private final CelRuntime runtime =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(CelExtensions.strings())
          .build();
  private final Map<String, CelRuntime.Program> programs = new HashMap<>();

  /** Whether a rule holds for a value. */
  Verdict holds(String rule, JsonNode self, @Nullable JsonNode oldSelf) {
    var variables = new HashMap<String, Object>();
    variables.put("self", plain(self));
    if (oldSelf != null) {
      variables.put("oldSelf", plain(oldSelf));
    }
    try {
      return Boolean.TRUE.equals(program(rule).eval(variables))
          ? new Verdict.Kept()
          : new Verdict.Broken();
    } catch (CelEvaluationException | CelValidationException e) {
      return new Verdict.Failed(String.valueOf(e.getMessage()));
    }
  }

  private CelRuntime.Program program(String rule)
      throws CelEvaluationException, CelValidationException {
    var program = programs.get(rule);
    if (program == null) {
      program = runtime.createProgram(compiler.compile(rule).getAst());
      programs.put(rule, program);
    }
    return program;
  }

  /**
   * The value as CEL knows values: maps, lists, strings, booleans, doubles and 64-bit integers
   * only.
   */
  private static Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        var map = new HashMap<String, Object>();
        node.properties().stream()
            .filter(e -> !e.getValue().isNull())
            .forEach(e -> map.put(e.getKey(), plain(e.getValue())));
        yield map;
      }
      case ARRAY -> node.valueStream().map(Cel::plain).toList();
      case NUMBER ->
          node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
      case BOOLEAN -> node.booleanValue();
      case NULL, MISSING, POJO, BINARY, STRING -> node.asText();
    };
  }

  /** What came of a rule. */
  sealed interface Verdict {
    record Kept() implements Verdict {}

    record Broken() implements Verdict {}

    /** The rule could not be evaluated, which the API server takes for a violation too. */
    record Failed(String why) implements Verdict {}
  }
}
