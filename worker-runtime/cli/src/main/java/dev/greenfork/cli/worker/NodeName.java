package dev.greenfork.cli.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Celery's names of nodes: {@code name@host}, with {@code %h}, {@code %n}, {@code %d}, {@code %%}.
 */
final class NodeName {

  private static final Pattern PLACE = Pattern.compile("%.?");

  private NodeName() {}

  static String expand(String pattern) {
    String host = host();
    int dot = host.indexOf('.');
    String name = dot < 0 ? host : host.substring(0, dot);
    String domain = dot < 0 ? "" : host.substring(dot + 1);
    String whole = pattern.contains("@") ? pattern : pattern + "@%h";
    return PLACE
        .matcher(whole)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    switch (found.group()) {
                      case "%h" -> host;
                      case "%n" -> name;
                      case "%d" -> domain;
                      case "%%" -> "%";
                      default -> throw unknown(pattern, found.group());
                    }));
  }

  private static IllegalArgumentException unknown(String pattern, String place) {
    return new IllegalArgumentException(
        "The node name \"%s\" has an unknown %s; known are %%h, %%n, %%d and %%%%."
            .formatted(pattern, place));
  }

  private static String host() {
    String given = System.getenv("HOSTNAME");
    if (given != null && !given.isBlank()) {
      return given;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
