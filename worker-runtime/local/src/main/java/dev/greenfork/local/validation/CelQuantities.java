package dev.greenfork.local.validation;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions of Kubernetes' CEL that read quantities ("CEL in Kubernetes", quantity library), as
 * far as the rules of our CRDs use them. A quantity is a double here, which is exact for sizes.
 */
final class CelQuantities {

  private static final Pattern QUANTITY =
      Pattern.compile("([+-]?[0-9]*\\.?[0-9]*)([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]+)?");

  private static final Map<String, Double> FACTORS =
      Map.ofEntries(
          Map.entry("n", 1e-9),
          Map.entry("u", 1e-6),
          Map.entry("m", 1e-3),
          Map.entry("k", 1e3),
          Map.entry("M", 1e6),
          Map.entry("G", 1e9),
          Map.entry("T", 1e12),
          Map.entry("P", 1e15),
          Map.entry("E", 1e18),
          Map.entry("Ki", 0x1p10),
          Map.entry("Mi", 0x1p20),
          Map.entry("Gi", 0x1p30),
          Map.entry("Ti", 0x1p40),
          Map.entry("Pi", 0x1p50),
          Map.entry("Ei", 0x1p60));

  private CelQuantities() {}

  static List<CelFunctionDecl> declarations() {
    return List.of(
        global("isQuantity", SimpleType.BOOL, SimpleType.STRING),
        global("quantity", SimpleType.DOUBLE, SimpleType.STRING),
        member("asApproximateFloat", SimpleType.DOUBLE, SimpleType.DOUBLE),
        member("compareTo", SimpleType.INT, SimpleType.DOUBLE, SimpleType.DOUBLE));
  }

  static List<CelFunctionBinding> bindings() {
    return List.of(
        CelFunctionBinding.from("isQuantity", String.class, CelQuantities::isQuantity),
        CelFunctionBinding.from("quantity", String.class, CelQuantities::quantity),
        CelFunctionBinding.from("asApproximateFloat", Double.class, value -> value),
        CelFunctionBinding.from(
            "compareTo", Double.class, Double.class, (a, b) -> (long) Double.compare(a, b)));
  }

  static boolean isQuantity(String text) {
    Matcher matcher = QUANTITY.matcher(text);
    return matcher.matches() && matcher.group(1).matches(".*[0-9].*");
  }

  static double quantity(String text) {
    Matcher matcher = QUANTITY.matcher(text);
    if (!isQuantity(text) || !matcher.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no quantity");
    }
    String suffix = matcher.group(2);
    if (suffix == null) {
      return Double.parseDouble(matcher.group(1));
    }
    Double factor = FACTORS.get(suffix);
    return factor == null
        ? new BigDecimal(text).doubleValue()
        : Double.parseDouble(matcher.group(1)) * factor;
  }

  private static CelFunctionDecl global(String name, CelType result, CelType argument) {
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newGlobalOverload(name, result, argument));
  }

  private static CelFunctionDecl member(String name, CelType result, CelType... arguments) {
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newMemberOverload(name, result, List.of(arguments)));
  }
}
