package dev.greenfork.broker.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redis' patterns of keys and channels. */
final class Globs {

  private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\]\\\\^]");

  private Globs() {}

  /** A pattern that matches this text alone. */
  static String escape(String text) {
    return SPECIAL
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement("\\" + match.group()));
  }
}
