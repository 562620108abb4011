package dev.greenfork.examples.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class LinksTest {
  private static final URI PAGE = URI.create("http://host:8000/dir/page.html");

  @Test
  void finds_absolute_and_relative_links_of_the_same_host_once_each() {
    var html =
        "<a href=\"/top\">x</a> <A class='c' HREF='next.html#part'>y</A> <a href=\"../dir/next.html\">z</a>"
            + "<a href=\"http://host:8000/q?a=1&amp;b=2\">q</a>";

    assertThat(Links.sameHost(PAGE, html))
        .containsExactly(
            URI.create("http://host:8000/top"),
            URI.create("http://host:8000/dir/next.html"),
            URI.create("http://host:8000/q?a=1&b=2"));
  }

  @Test
  void leaves_out_other_hosts_ports_schemes_and_what_is_no_url() {
    var html =
        "<a href=\"http://other:8000/\">a</a> <a href=\"http://host:9000/\">b</a> <a href=\"https://host:8000/\">c</a>"
            + " <a href=\"mailto:x@y\">d</a> <a href=\"javascript:void(0)\">e</a> <a href=\"%zz\">f</a> <a>g</a>";

    assertThat(Links.sameHost(PAGE, html)).isEmpty();
  }
}
