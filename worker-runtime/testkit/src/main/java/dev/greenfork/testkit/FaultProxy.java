package dev.greenfork.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A TCP proxy on the loopback whose connections can be cut, reset, stalled, half closed, delayed or
 * ended after so many bytes. Thread safe.
 */
public final class FaultProxy implements AutoCloseable {

  private final int target;
  private final ServerSocket listener;
  private final List<FaultyLink> links = new CopyOnWriteArrayList<>();
  private volatile boolean refusing;

  private FaultProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("proxy-accept").start(this::accept);
  }

  /** One before the server that listens on this port of the loopback. */
  public static FaultProxy before(int port) {
    try {
      return new FaultProxy(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens on the loopback. */
  public int port() {
    return listener.getLocalPort();
  }

  /** The URL of the first database of the Redis behind it. */
  public String url() {
    return "redis://127.0.0.1:" + port() + "/0";
  }

  /** The connections that are open now, the oldest first. */
  public List<FaultyLink> links() {
    links.removeIf(FaultyLink::isClosed);
    return List.copyOf(links);
  }

  /** The open connections whose Redis client has a name that starts so. */
  public List<FaultyLink> links(String clientName) {
    return links().stream().filter(link -> link.clientName().startsWith(clientName)).toList();
  }

  /** Whether new connections are closed as soon as they are made. */
  public void refuse(boolean refuse) {
    refusing = refuse;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      links.forEach(FaultyLink::cut);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (refusing) {
          client.close();
        } else {
          connect(client);
        }
      } catch (IOException e) {
        // The listener was closed, or one client has gone again.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      links.add(FaultyLink.join(client, server));
    } catch (IOException e) {
      client.close();
    }
  }
}
