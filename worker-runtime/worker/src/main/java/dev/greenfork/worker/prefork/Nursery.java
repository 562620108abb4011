package dev.greenfork.worker.prefork;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.worker.WorkerException;
import dev.greenfork.worker.prefork.frames.FrameBounds;
import dev.greenfork.worker.prefork.frames.FrameChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/** Starts children and makes sure that it is them who connect. Thread safe. */
final class Nursery {

  private final ChildCommand command;
  private final LongSupplier heap;
  private final Living living;
  private final ObjectMapper mapper;
  private final FrameBounds bounds;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param heap the most heap that a child may have which is started now, in bytes
   * @param bounds of what the children say
   */
  Nursery(
      ChildCommand command,
      LongSupplier heap,
      Living living,
      ObjectMapper mapper,
      FrameBounds bounds) {
    this.living = living;
    this.heap = heap;
    this.command = command;
    this.mapper = mapper;
    this.bounds = bounds;
  }

  /**
   * Starts a child and waits for its first frame.
   *
   * @throws WorkerException if no process can be started or it does not connect
   */
  ChildProcess spawn(String name) {
    byte[] secret = new byte[16];
    random.nextBytes(secret);
    String nonce = HexFormat.of().formatHex(secret);
    try (ChildSocket socket = ChildSocket.open()) {
      Process process = command.builder(socket.path(), heap.getAsLong()).start();
      var birth = new ChildProcess.Birth(name, process, CrashLog.beside(socket.path()));
      try {
        FrameChannel channel = connect(process, socket, nonce);
        ChildReader reader = new ChildReader(name, channel, new ChildRequests(mapper));
        reader.start();
        ChildProcess child = new ChildProcess(birth, channel, reader, mapper);
        living.add(child);
        var _ = process.onExit().thenRun(() -> living.remove(child));
        return child;
      } catch (IOException | RuntimeException e) {
        process.destroyForcibly();
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
    FrameChannel channel = FrameChannel.ofParent(socket.accept(), bounds);
    try {
      Handshake.with(channel, nonce, bounds);
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
