package dev.greenfork.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection through a {@link FaultProxy}, and what can be done to it. Thread safe. */
public final class FaultyLink {

  private static final Pattern CLIENT_NAME =
      Pattern.compile("SETNAME\r\n\\$\\d+\r\n([^\r]+)\r\n", Pattern.CASE_INSENSITIVE);

  private final Socket client;
  private final Socket server;
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicLong bytesLeft = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean stalled;
  private volatile boolean repliesLost;
  private volatile Duration delay = Duration.ZERO;
  private volatile String clientName = "";

  private FaultyLink(Socket client, Socket server) {
    this.client = client;
    this.server = server;
  }

  static FaultyLink join(Socket client, Socket server) {
    FaultyLink link = new FaultyLink(client, server);
    Thread.ofVirtual().name("proxy-up").start(() -> link.pump(client, server, true));
    Thread.ofVirtual().name("proxy-down").start(() -> link.pump(server, client, false));
    return link;
  }

  /** The name that the client gave itself by CLIENT SETNAME; empty if it did not. */
  public String clientName() {
    return clientName;
  }

  /** Closes both sides in order. */
  public void cut() {
    close(client);
    close(server);
  }

  /** Ends both sides with a reset. */
  public void reset() {
    try {
      client.setSoLinger(true, 0);
      server.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
    cut();
  }

  /** From now on nothing passes, and nobody is told. */
  public void stall() {
    stalled = true;
  }

  /** Lets through what was held up. */
  public void resume() {
    stalled = false;
  }

  /** Tells the client that nothing more will come, while what it sends still arrives. */
  public void halfCloseReplies() {
    repliesLost = true;
    try {
      client.shutdownOutput();
    } catch (IOException e) {
      // It is closed already.
    }
  }

  /** Tells the server that nothing more will come, while its replies still arrive. */
  public void halfCloseRequests() {
    try {
      server.shutdownOutput();
    } catch (IOException e) {
      // It is closed already.
    }
  }

  /** What is asked still arrives, what is answered does not, and nobody is told. */
  public void loseReplies() {
    repliesLost = true;
  }

  /** Each piece of data comes this much later. */
  public void delay(Duration each) {
    delay = each;
  }

  /** Resets the connection in the middle of whatever is sent after so many bytes, either way. */
  public void limit(long bytes) {
    bytesLeft.set(bytes);
  }

  boolean isClosed() {
    return client.isClosed();
  }

  private void pump(Socket from, Socket to, boolean requests) {
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (requests && clientName.isEmpty()) {
          listenForName(buffer, read);
        }
        hold();
        if (requests || !repliesLost) {
          long left = bytesLeft.addAndGet(-read);
          out.write(buffer, 0, (int) Math.max(0, Math.min(read, read + left)));
          out.flush();
          if (left < 0) {
            reset();
            return;
          }
        }
      }
      to.shutdownOutput();
      if (ended.incrementAndGet() == 2) {
        cut();
      }
    } catch (IOException e) {
      cut();
    }
  }

  private void hold() {
    if (!delay.isZero()) {
      LockSupport.parkNanos(delay.toNanos());
    }
    while (stalled && !client.isClosed()) {
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }

  private void listenForName(byte[] buffer, int length) {
    Matcher name = CLIENT_NAME.matcher(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
    if (name.find()) {
      clientName = name.group(1);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
