package dev.greenfork.operator.workers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A worker that keeps the slots that it has.
 *
 * @param nodename the worker
 * @param size how many it was told to have
 * @param why a sentence
 */
public record Refusal(String nodename, int size, String why) {

  /** Workers tell what is wrong as Python tells an exception: {@code ValueError('...')}. */
  private static final Pattern EXCEPTION = Pattern.compile("\\w+\\((['\"])(.*)\\1\\)");

  public Refusal {
    Matcher exception = EXCEPTION.matcher(why);
    why = exception.matches() ? exception.group(2) : why;
  }
}
