package dev.greenfork.worker.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** This process adopts orphans for a while, as process 1 of a container does. */
final class ReaperIT {

  /** Of prctl(2). */
  private static final int PR_SET_CHILD_SUBREAPER = 36;

  private final Reaper reaper = new Reaper();

  @BeforeEach
  void adopt() throws Throwable {
    adopt(1);
  }

  @AfterEach
  void adopt_no_more() throws Throwable {
    adopt(0);
  }

  @Test
  void reaps_who_was_left_behind_and_is_dead_at_two_looks() throws Exception {
    long orphan = orphan();
    await().until(() -> Zombies.ofThisProcess().contains(orphan));

    reaper.look();
    assertThat(Zombies.ofThisProcess()).as("somebody may still wait for it").contains(orphan);
    reaper.look();

    assertThat(Zombies.ofThisProcess()).doesNotContain(orphan);
  }

  @Test
  void leaves_the_processes_alone_that_live_or_that_java_waits_for() throws Exception {
    Process living = new ProcessBuilder("sleep", "20").start();
    Process ended = new ProcessBuilder("sh", "-c", "exit 7").start();
    for (int i = 0; i < 3; i++) {
      reaper.look();
    }

    assertThat(ended.waitFor()).isEqualTo(7);
    assertThat(living.isAlive()).isTrue();
    living.destroyForcibly().waitFor();
  }

  @Test
  void is_not_needed_where_this_is_not_process_1() {
    assertThat(Reaper.startWhereNeeded()).isEmpty();
  }

  /** The pid of a process whose parent ends before it does. */
  private static long orphan() throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.2 >/dev/null & echo $!").start();
    String pid =
        new String(parent.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    assertThat(parent.waitFor()).isZero();
    return Long.parseLong(pid);
  }

  private static void adopt(int yes) throws Throwable {
    Linker linker = Linker.nativeLinker();
    int failed =
        (int)
            linker
                .downcallHandle(
                    linker.defaultLookup().findOrThrow("prctl"),
                    FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG),
                    Linker.Option.firstVariadicArg(1))
                .invokeExact(PR_SET_CHILD_SUBREAPER, (long) yes);
    assertThat(failed).isZero();
  }
}
