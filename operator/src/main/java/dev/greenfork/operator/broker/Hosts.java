package dev.greenfork.operator.broker;

import java.net.URI;

/**
 * Names of hosts as pods of another namespace know them. A URL in a Secret is written for the
 * workers, to whom {@code redis} is the Service of their own namespace; to the operator it would be
 * one of its own. Pure.
 */
final class Hosts {

  private Hosts() {}

  /** The URL with the namespace after a host name of one word; anything else as it is. */
  static String seenFrom(String namespace, String url) {
    String trimmed = url.strip();
    URI parsed;
    try {
      parsed = URI.create(trimmed);
    } catch (IllegalArgumentException e) {
      return trimmed; // whoever connects says what is wrong with it
    }
    String host = parsed.getHost();
    if (host == null || host.equals("localhost") || host.contains(".") || host.contains(":")) {
      return trimmed;
    }
    String user = parsed.getRawUserInfo() == null ? "" : parsed.getRawUserInfo() + "@";
    String port = parsed.getPort() < 0 ? "" : ":" + parsed.getPort();
    String path = parsed.getRawPath() == null ? "" : parsed.getRawPath();
    String query = parsed.getRawQuery() == null ? "" : "?" + parsed.getRawQuery();
    return parsed.getScheme() + "://" + user + host + "." + namespace + port + path + query;
  }
}
