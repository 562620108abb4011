package dev.greenfork.worker.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A worker's way to Redis on which the commands of its outcomes are counted, and held up for good
 * after so many. An outcome is whatever goes over a connection that is not listed here as having
 * another purpose, so a new step of an outcome is counted by itself. Thread safe.
 */
final class StepGate implements AutoCloseable {

  /** Connections that fetch, tell of the worker, or hear of others. */
  private static final Set<String> OTHERS =
      Set.of("fetch", "wake", "lease", "orders", "fanout", "hear", "inbox", "subscribe", "leave");

  /** What connections begin with. */
  private static final Set<String> GREETINGS =
      Set.of("HELLO", "AUTH", "CLIENT", "SELECT", "INFO", "SCRIPT", "PING");

  private final int target;
  private final int most;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final List<String> passed = new ArrayList<>();
  private boolean held;
  private boolean closed;

  private StepGate(int target, int most) throws IOException {
    this.target = target;
    this.most = most;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("gate").start(this::accept);
  }

  /**
   * One before the Redis at this port of the loopback.
   *
   * @param most how many commands of outcomes it lets through
   */
  static StepGate before(int port, int most) {
    try {
      return new StepGate(port, most);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /** What has come through. */
  synchronized List<String> passed() {
    return List.copyOf(passed);
  }

  /** Whether something waits that will never come through. */
  synchronized boolean isHeld() {
    return held;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    close(listener);
    sockets.forEach(StepGate::close);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.addAll(List.of(client, server));
        Thread.ofVirtual().start(() -> pumpRequests(client, server));
        Thread.ofVirtual().start(() -> pumpReplies(server, client));
      }
    } catch (IOException e) {
      close();
    }
  }

  private void pumpRequests(Socket client, Socket server) {
    try (client;
        server) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = server.getOutputStream();
      String name = "";
      while (true) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        List<String> words = command(in, raw);
        if (words.size() == 3 && words.get(1).equalsIgnoreCase("SETNAME")) {
          name = words.get(2).replaceFirst("^greenfork:", "").replaceFirst(":.*", "");
        }
        String verb = words.getFirst().toUpperCase(Locale.ROOT);
        if (!OTHERS.contains(name) && !GREETINGS.contains(verb) && !pass(name + " " + verb)) {
          return;
        }
        out.write(raw.toByteArray());
      }
    } catch (IOException | InterruptedException e) {
      // The worker has ended, or this gate was closed.
    }
  }

  private synchronized boolean pass(String step) throws InterruptedException {
    while (passed.size() >= most && !closed) {
      held = true;
      wait();
    }
    passed.add(step);
    return !closed;
  }

  private static void pumpReplies(Socket server, Socket client) {
    try (server;
        client) {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // As above.
    }
  }

  /** Reads an array of bulk strings, which is what clients send. */
  private static List<String> command(InputStream in, OutputStream raw) throws IOException {
    int count = Integer.parseInt(line(in, raw).substring(1));
    List<String> words = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = Integer.parseInt(line(in, raw).substring(1));
      byte[] word = in.readNBytes(length + 2);
      raw.write(word);
      words.add(new String(word, 0, Math.min(length, 100), StandardCharsets.ISO_8859_1));
    }
    return words;
  }

  private static String line(InputStream in, OutputStream raw) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("closed");
      }
      raw.write(next);
      line.append((char) next);
    }
    raw.write('\n');
    return line.toString().strip();
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // It is closed either way.
    }
  }
}
