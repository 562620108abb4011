package dev.greenfork.task.index;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a task may start in one worker (celery.utils.time.rate).
 *
 * @param text as it was given, which monitors show
 * @param perSecond starts a second, more than zero
 */
public record RateLimit(String text, double perSecond) {

  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(?:/([smh]))?");

  public RateLimit {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("A rate must be more than zero, not " + perSecond + ".");
    }
  }

  /**
   * Reads {@code "100/m"}, {@code "2/h"}, {@code "0.5/s"} or {@code "10"} (a second). Zero is
   * Celery's way to say that there is no limit, and gives nothing.
   *
   * @throws IllegalArgumentException for anything else, with the text and the forms that work
   */
  public static Optional<RateLimit> parse(String text) {
    Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "The rate \"%s\" cannot be read. Write it like \"10/s\", \"100/m\" or \"5/h\"."
              .formatted(text));
    }
    double count = Double.parseDouble(form.group(1));
    double seconds =
        switch (form.group(2)) {
          case "h" -> 3600;
          case "m" -> 60;
          case null, default -> 1;
        };
    return count == 0 ? Optional.empty() : Optional.of(new RateLimit(text, count / seconds));
  }
}
