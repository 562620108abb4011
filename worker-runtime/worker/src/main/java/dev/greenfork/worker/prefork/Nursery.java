package dev.greenfork.worker.prefork;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.worker.WorkerException;
import dev.greenfork.worker.metrics.ChildMetrics;
import dev.greenfork.worker.prefork.frames.FrameBounds;
import dev.greenfork.worker.prefork.frames.FrameBudget;
import dev.greenfork.worker.prefork.frames.FrameChannel;
import dev.greenfork.worker.prefork.proc.Offspring;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts children and makes sure that it is them who connect. Thread safe. */
final class Nursery {

  private static final Logger log = LoggerFactory.getLogger(Nursery.class);

  /** How long a child may take to make its task instances. */
  static final Duration START_PATIENCE = Duration.ofSeconds(60);

  /** How long the first child is thought to take. */
  private static final Duration FIRST_WARM_UP = Duration.ofSeconds(1);

  private final ChildCommand command;
  private final Heaps heaps;
  private final Living living;
  private final Talk talk;
  private final ChildMetrics metrics;
  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger number = new AtomicInteger();
  private volatile Duration warmUp = FIRST_WARM_UP;

  /** What frames are made with, and the bounds of what children say, each and all together. */
  record Talk(ObjectMapper mapper, FrameBounds bounds, FrameBudget budget) {}

  Nursery(ChildCommand command, Heaps heaps, Living living, Talk talk, ChildMetrics metrics) {
    this.command = command;
    this.heaps = heaps;
    this.living = living;
    this.talk = talk;
    this.metrics = metrics;
  }

  /** How long a child takes from its start until it can run tasks, as the last one did. */
  Duration warmUp() {
    return warmUp;
  }

  /** Whether this child's heap was set when the pool had fewer children. */
  boolean isTooLarge(ChildProcess child) {
    return heaps.isTooLarge(child.heap());
  }

  /**
   * Starts a child and waits until it can run tasks.
   *
   * @throws WorkerException if it cannot be started, dies, or takes too long
   */
  ChildProcess raise() throws InterruptedException {
    long start = System.nanoTime();
    ChildProcess child = null;
    try {
      child = spawn("greenfork-child-" + number.incrementAndGet());
      child.awaitReady(START_PATIENCE);
    } catch (WorkerException | InterruptedException e) {
      if (child != null) {
        child.close();
      }
      metrics.died("start");
      throw e;
    }
    warmUp = Duration.ofNanos(System.nanoTime() - start);
    metrics.started();
    log.debug("{} is ready as process {} after {}.", child.name(), child.pid(), warmUp);
    return child;
  }

  private ChildProcess spawn(String name) {
    byte[] secret = new byte[16];
    random.nextBytes(secret);
    String nonce = HexFormat.of().formatHex(secret);
    try (ChildSocket socket = ChildSocket.open()) {
      long heap = heaps.now();
      Offspring offspring = Offspring.of(socket.name());
      Process process = command.builder(socket.path(), heap, offspring).start();
      CrashLog crash = CrashLog.beside(socket.path());
      try {
        FrameChannel channel = connect(process, socket, nonce);
        ChildReader reader = new ChildReader(name, channel, new ChildRequests(talk.mapper()));
        reader.start();
        ChildProcess child =
            new ChildProcess(
                new OsProcess(name, process, crash, offspring),
                heap,
                channel,
                reader,
                talk.mapper());
        living.add(child);
        var _ = process.onExit().thenRun(() -> living.remove(child));
        return child;
      } catch (IOException | RuntimeException e) {
        process.destroyForcibly();
        crash.remove();
        throw e;
      }
    } catch (IOException e) {
      throw new WorkerException(
          ("%s could not be started: %s. A child needs a Java in %s and a writable folder %s for its"
                  + " socket.")
              .formatted(
                  name,
                  e.getMessage(),
                  System.getProperty("java.home"),
                  System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  private FrameChannel connect(Process process, ChildSocket socket, String nonce)
      throws IOException {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(nonce.getBytes(StandardCharsets.US_ASCII));
    }
    // A child that dies before it connects must not leave us waiting.
    var _ = process.onExit().thenRun(() -> closeQuietly(socket));
    FrameChannel channel = FrameChannel.ofParent(socket.accept(), talk.bounds(), talk.budget());
    try {
      Handshake.with(channel, nonce, talk.bounds());
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void closeQuietly(ChildSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
