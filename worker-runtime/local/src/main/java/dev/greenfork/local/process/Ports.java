package dev.greenfork.local.process;

import dev.greenfork.local.LocalException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine. */
final class Ports {

  private Ports() {}

  /** A port that nothing listens on at this moment; somebody may be faster, which a start says. */
  static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new LocalException("This machine gives no free port: " + e.getMessage(), e);
    }
  }
}
