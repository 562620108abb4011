package dev.greenfork.examples.crawler;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The links of a page. */
final class Links {
  private static final Pattern HREF =
      Pattern.compile(
          "<a\\s[^>]*?href\\s*=\\s*[\"']([^\"'<>\\s]{1,2000})[\"']", Pattern.CASE_INSENSITIVE);

  private Links() {}

  /**
   * The absolute URLs that a page links to on its own host, without fragments, each once, in the
   * order of the page.
   */
  static Set<URI> sameHost(URI page, String html) {
    var links = new LinkedHashSet<URI>();
    var href = HREF.matcher(html);
    while (href.find()) {
      resolve(page, href.group(1)).filter(link -> isSibling(page, link)).ifPresent(links::add);
    }
    return links;
  }

  private static Optional<URI> resolve(URI page, String href) {
    try {
      var link = page.resolve(href.replace("&amp;", "&")).normalize();
      return Optional.of(URI.create(link.toString().replaceFirst("#.*", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isSibling(URI page, URI link) {
    return page.getScheme().equals(link.getScheme())
        && page.getAuthority() != null
        && page.getAuthority().equals(link.getAuthority());
  }
}
