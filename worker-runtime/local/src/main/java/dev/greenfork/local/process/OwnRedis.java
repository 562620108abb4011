package dev.greenfork.local.process;

import dev.greenfork.local.LocalException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A Redis that keeps nothing on disk and ends with this run. It listens on the loopback address
 * alone, with a password, because whoever may write to its queues runs tasks in the user's name.
 */
public final class OwnRedis implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final int PASSWORD_BYTES = 16;
  private static final String READY = "Ready to accept connections";

  private final Process process;
  private final Guard guard;
  private final String address;
  private final CountDownLatch told = new CountDownLatch(1);
  private final List<String> said = new ArrayList<>();
  private volatile boolean ready;

  private OwnRedis(Process process, Guard guard, String address) {
    this.process = process;
    this.guard = guard;
    this.address = address;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param port 0 for a free one
   * @param databases how many there are
   */
  public static OwnRedis start(Workspace workspace, Guard guard, int port, int databases)
      throws InterruptedException {
    int chosen = port == 0 ? Ports.free() : port;
    return start(RedisBinary.find(workspace.root()), workspace.root(), guard, chosen, databases);
  }

  static OwnRedis start(Path binary, Path folder, Guard guard, int port, int databases)
      throws InterruptedException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    String address = "redis://:" + password + "@127.0.0.1:" + port + "/";
    try {
      Process process =
          new ProcessBuilder(Executables.detached(List.of(binary.toString(), "-")))
              .redirectErrorStream(true)
              .start();
      guard.server(process.pid());
      OwnRedis redis = new OwnRedis(process, guard, address);
      Thread.ofPlatform().daemon().name("greenfork-redis-output").start(redis::listen);
      try (OutputStream configuration = process.getOutputStream()) {
        configuration.write(
            configuration(folder, port, password, databases).getBytes(StandardCharsets.UTF_8));
      }
      redis.await(binary, port);
      return redis;
    } catch (IOException e) {
      throw new LocalException("%s cannot be started: %s".formatted(binary, e.getMessage()), e);
    }
  }

  /** By standard input, as the password must not stand among the arguments. */
  private static String configuration(Path folder, int port, String password, int databases) {
    return """
    bind 127.0.0.1
    port %d
    requirepass %s
    databases %d
    save ""
    appendonly no
    maxmemory-policy noeviction
    dir "%s"
    """
        .formatted(port, password, Math.max(1, databases), folder);
  }

  /** Where one of its databases is; the URL holds its password. */
  public String url(int database) {
    return address + database;
  }

  /** Asks it to end, and kills it if it does not. */
  @Override
  public void close() {
    process.toHandle().destroy();
    try {
      if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    guard.gone(process.pid());
  }

  private void await(Path binary, int port) throws InterruptedException {
    told.await(START.toMillis(), TimeUnit.MILLISECONDS);
    if (!ready) { // The end of its output can be seen before the end of the process.
      close();
      synchronized (said) {
        throw new LocalException(
            "%s did not start on port %d. It said:%n%s"
                .formatted(binary, port, String.join("\n", said)));
      }
    }
  }

  /** Reads what it says until it ends; a pipe that nobody reads would stop it one day. */
  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!ready) {
          synchronized (said) {
            said.add(line);
          }
        }
        if (line.contains(READY)) {
          ready = true;
          told.countDown();
        }
      }
    } catch (IOException e) {
      // Its output ends with it.
    } finally {
      told.countDown();
    }
  }
}
