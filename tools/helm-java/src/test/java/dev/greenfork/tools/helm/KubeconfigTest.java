package dev.greenfork.tools.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KubeconfigTest {

  private static final String TWO =
      """
      apiVersion: v1
      contexts:
      - context: {cluster: one, user: one}
        name: one
      - context: {cluster: two, user: two}
        name: team/two
      current-context: one
      kind: Config
      """;

  @Test
  void chooses_another_context() {
    assertThat(new Kubeconfig(TWO).with("team/two").text())
        .contains("\ncurrent-context: 'team/two'\n")
        .doesNotContain("current-context: one");
  }

  @Test
  void chooses_one_where_none_was_current() {
    assertThat(new Kubeconfig(TWO.replace("current-context: one\n", "")).with("one").text())
        .endsWith("\ncurrent-context: 'one'\n");
  }

  @Test
  void a_context_that_is_not_there_is_refused_by_name() {
    assertThatThrownBy(() -> new Kubeconfig(TWO).with("three"))
        .hasMessageContaining("no context three");
  }
}
