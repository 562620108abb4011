package dev.greenfork.examples.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A list in a Redis that is neither broker nor result backend. A run is written before anything
 * else is done in it, or it fails.
 *
 * <p>A line is {@code id|retries|host|process|parent process}: in a cluster the host is the pod.
 */
final class Ledger {

  private static final int PATIENCE_MILLIS = Math.toIntExact(Duration.ofSeconds(5).toMillis());

  private final InetSocketAddress address;

  private Ledger(InetSocketAddress address) {
    this.address = address;
  }

  static Ledger at(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    int port = Integer.parseInt(hostAndPort.substring(colon + 1));
    return new Ledger(new InetSocketAddress(hostAndPort.substring(0, colon), port));
  }

  void add(String id, int retries) throws IOException {
    ProcessHandle process = ProcessHandle.current();
    long parent = process.parent().map(ProcessHandle::pid).orElse(0L);
    // The name that the kernel has: asking for it by the address would ask a name server.
    String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    String line = "%s|%d|%s|%d|%d".formatted(id, retries, host, process.pid(), parent);
    try (Socket socket = new Socket()) {
      socket.connect(address, PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket
          .getOutputStream()
          .write("RPUSH ledger \"%s\"\r\n".formatted(line).getBytes(StandardCharsets.UTF_8));
      String reply =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      if (reply == null || !reply.startsWith(":")) {
        throw new IOException("the ledger at %s did not take a line: %s".formatted(address, reply));
      }
    }
  }
}
