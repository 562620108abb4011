package dev.greenfork.worker.prefork;

import dev.greenfork.worker.prefork.proc.Offspring;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The process of one child as the system sees it: how it is ended, with all that its tasks have
 * started, and what it died of. Thread safe.
 */
final class OsProcess {

  private static final long EXIT_PATIENCE_MILLIS = 2000;
  private static final int SIGNAL_BIT = 128;

  private final String name;
  private final Process process;
  private final CrashLog crash;
  private final Offspring offspring;
  private final AtomicReference<@Nullable Death> verdict = new AtomicReference<>();

  OsProcess(String name, Process process, CrashLog crash, Offspring offspring) {
    this.name = name;
    this.process = process;
    this.crash = crash;
    this.offspring = offspring;
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  /** Whether it is there. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether somebody has decided that it is to end. */
  boolean isDoomed() {
    return verdict.get() != null;
  }

  /** Kills it and what its tasks have started, whatever they do, for this reason. */
  void kill(Death why) {
    verdict.compareAndSet(null, why);
    process.destroyForcibly();
    // why: whoever is left would run on without a task, and be nobody's child
    offspring.kill();
  }

  /** Signals it, so that it can clean up; kills it if it does not end in time. */
  void terminate() {
    verdict.compareAndSet(null, new Death.Terminated());
    // why: Process.destroy would close the pipes, and the child's last words would be lost
    process.toHandle().destroy();
    Thread.ofVirtual().name(name + "-end").start(this::killLater);
  }

  /** Makes sure that nothing of it is left. */
  void bury() {
    if (process.isAlive()) {
      kill(new Death.Terminated());
    } else {
      offspring.kill();
    }
  }

  /** How it ended; it is gone then, and so is what it left. */
  Death death() throws InterruptedException {
    if (!awaitExit()) {
      kill(new Death.Unreachable());
      awaitExit();
    }
    offspring.kill();
    String lastWords = crash.lastWords(name);
    Death known = verdict.get();
    if (known != null) {
      return known;
    }
    int status = process.exitValue();
    // why: as ProcessImpl of Linux tells a signal from a status, and as shells do
    Death found =
        status > SIGNAL_BIT
            ? new Death.Signalled(status - SIGNAL_BIT, lastWords)
            : new Death.Exited(status, lastWords);
    verdict.compareAndSet(null, found);
    return found;
  }

  /** Waits a moment for its end; false if it has not come. */
  boolean awaitExit() throws InterruptedException {
    return process.waitFor(EXIT_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void killLater() {
    try {
      awaitExit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
