package dev.greenfork.cli.options;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives {@code --some-flag} the value of {@code GREENFORK_SOME_FLAG} where it is not given. */
public final class Environment implements IDefaultValueProvider {

  private final Map<String, String> variables;

  public Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      for (String name : option.names()) {
        String value = variables.get(variable(name));
        if (value != null && name.startsWith("--")) {
          return value;
        }
      }
    }
    return null;
  }

  /** The name of the variable for an option. */
  public static String variable(String option) {
    return "GREENFORK_" + option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
