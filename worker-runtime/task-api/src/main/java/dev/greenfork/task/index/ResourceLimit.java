package dev.greenfork.task.index;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many tasks of one worker may use something at the same time: all tasks together that name it.
 *
 * @param resource its name
 * @param most tasks at once, 1 to 100,000
 */
public record ResourceLimit(String resource, int most) {

  private static final int LARGEST = 100_000;
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_.-]{1,63}):([0-9]{1,6})");

  /**
   * Reads {@code "db:20"}.
   *
   * @throws IllegalArgumentException for anything else, with the text and the form that works
   */
  public static ResourceLimit parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "The limit \"%s\" cannot be read. Write a name and a number like \"db:20\"."
              .formatted(text));
    }
    int most = Integer.parseInt(form.group(2));
    if (most < 1 || most > LARGEST) {
      throw new IllegalArgumentException(
          "The limit \"%s\" must allow 1 to %d tasks.".formatted(text, LARGEST));
    }
    return new ResourceLimit(form.group(1), most);
  }

  /** As it is declared. */
  @Override
  public String toString() {
    return resource + ":" + most;
  }
}
