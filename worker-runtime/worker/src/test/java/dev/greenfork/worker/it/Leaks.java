package dev.greenfork.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/** What a worker must not leave behind in its process. */
final class Leaks {

  private Leaks() {}

  /** No thread of ours and no child process is left, after a moment to end. */
  static void assertNone() {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              assertThat(threads()).isEmpty();
              assertThat(ProcessHandle.current().children().filter(Leaks::isJava)).isEmpty();
            });
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("greenfork-") && !name.equals("greenfork-log"))
        .toList();
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("java");
  }
}
