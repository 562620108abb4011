package dev.greenfork.protocol.control;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The two ways to match a node's name (kombu.matcher). Patterns come from strangers: none takes
 * longer than a set number of steps.
 */
final class Matchers {

  private static final int MOST_STEPS = 1_000_000;

  private Matchers() {}

  static boolean matches(String name, String pattern, String matcher) {
    return switch (matcher) {
      case "glob" -> regex(glob(pattern), pattern).matcher(new Bounded(name)).matches();
      case "pcre" -> regex(pattern, pattern).matcher(new Bounded(name)).lookingAt();
      default -> throw new IllegalArgumentException("No matcher installed for " + matcher);
    };
  }

  private static Pattern regex(String regex, String given) {
    try {
      return Pattern.compile(regex, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the pattern '%s' cannot be used: %s".formatted(given, e.getDescription()), e);
    }
  }

  /** Python's fnmatch.translate: star, question mark and sets of characters. */
  private static String glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      int end = c == '[' ? pattern.indexOf(']', Math.min(i + 2, pattern.length())) : -1;
      if (c == '*') {
        // Several stars mean the same as one, and would cost far more.
        if (i == 0 || pattern.charAt(i - 1) != '*') {
          regex.append(".*");
        }
      } else if (c == '?') {
        regex.append('.');
      } else if (end > 0) {
        regex.append(set(pattern.substring(i + 1, end)));
        i = end;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  private static String set(String content) {
    boolean not = content.startsWith("!");
    String escaped = content.substring(not ? 1 : 0).replaceAll("([\\\\\\[\\]^&])", "\\\\$1");
    return (not ? "[^" : "[") + escaped + "]";
  }

  /** A text that lets itself be read only so often. */
  private static final class Bounded implements CharSequence {

    private final String text;
    private int steps;

    Bounded(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      steps++;
      if (steps > MOST_STEPS) {
        throw new IllegalArgumentException("the pattern takes too long to match");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
