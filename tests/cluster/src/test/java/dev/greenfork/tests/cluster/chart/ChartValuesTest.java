package dev.greenfork.tests.cluster.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartValuesTest {

  @Test
  void lint_finds_nothing_to_mend() {
    var result = Chart.withDefaults().lint();
    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    assertThat(result.getMessages())
        .noneMatch(message -> message.contains("[WARNING]") || message.contains("[ERROR]"));
  }

  @ParameterizedTest
  @CsvSource({
    "replica, 1, replica",
    "replicas, many, replicas",
    "image.pullPolicy, Sometimes, pullPolicy",
    "log.format, xml, format",
    "log.level, debug, level",
    "watchNamespaces, feeds, watchNamespaces",
    "'watchNamespaces[0]', Feeds!, watchNamespaces",
    "developmentRedis.password, with spaces, password",
    "metrics.serviceMonitor.interval, often, interval",
    "crds.instal, false, instal",
  })
  void a_value_that_cannot_work_is_refused_by_name(String path, String value, String named) {
    assertThatThrownBy(() -> Chart.withDefaults().with(path, value).text())
        .hasMessageContaining("schema")
        .hasMessageContaining(named);
  }

  @Test
  void a_service_monitor_without_its_service_is_refused_with_the_mend() {
    assertThatThrownBy(
            () ->
                Chart.withDefaults()
                    .with("metrics.service", "false")
                    .with("metrics.serviceMonitor.enabled", "true")
                    .text())
        .hasMessageContaining("set metrics.service to true");
  }

  @Test
  void no_service_account_and_no_name_of_one_is_refused_with_the_mend() {
    assertThatThrownBy(() -> Chart.withDefaults().with("serviceAccount.create", "false").text())
        .hasMessageContaining("say in serviceAccount.name which ServiceAccount to use");
  }
}
