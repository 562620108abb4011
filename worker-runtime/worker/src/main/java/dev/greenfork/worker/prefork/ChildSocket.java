package dev.greenfork.worker.prefork;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Unix socket that one child connects to, once, in a folder that only this user may enter. */
final class ChildSocket implements AutoCloseable {

  private final Path folder;
  private final ServerSocketChannel server;

  private ChildSocket(Path folder, ServerSocketChannel server) {
    this.folder = folder;
    this.server = server;
  }

  static ChildSocket open() throws IOException {
    Path folder = Files.createTempDirectory("greenfork");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    ChildSocket socket = new ChildSocket(folder, server);
    server.bind(UnixDomainSocketAddress.of(socket.path()));
    return socket;
  }

  Path path() {
    return folder.resolve("child");
  }

  /** A name that no other child of this machine has. */
  String name() {
    return String.valueOf(folder.getFileName());
  }

  /** Waits for the child; ends with an exception when the socket is closed meanwhile. */
  SocketChannel accept() throws IOException {
    return server.accept();
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path());
    Files.deleteIfExists(folder);
  }
}
