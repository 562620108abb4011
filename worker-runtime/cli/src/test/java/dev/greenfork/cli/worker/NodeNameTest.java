package dev.greenfork.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NodeNameTest {

  @Test
  void fills_in_the_host_and_adds_it_where_there_is_none() {
    String host = NodeName.expand("%h").replaceFirst(".*@", "");

    assertThat(NodeName.expand("w1")).isEqualTo("w1@" + host);
    assertThat(NodeName.expand("w1@%h")).isEqualTo("w1@" + host);
    assertThat(NodeName.expand("w1@100%%")).isEqualTo("w1@100%");
    assertThat(NodeName.expand("%n@x")).doesNotContain("%", ".");
  }
}
