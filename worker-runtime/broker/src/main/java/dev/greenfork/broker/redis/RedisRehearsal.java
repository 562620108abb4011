package dev.greenfork.broker.redis;

import dev.greenfork.broker.Rehearsal;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Plays a Redis for one worker that rehearses its start: each queue gives out the messages once,
 * and every outcome is taken. It stores nothing and knows no more of Redis than a start asks for.
 * Thread safe.
 */
public final class RedisRehearsal implements Rehearsal {

  private final ServerSocket server;
  private final RehearsalReplies replies;
  private final Semaphore settled = new Semaphore(0);
  private final RehearsalAudience audience = new RehearsalAudience();
  private final Set<Socket> open = Collections.newSetFromMap(new ConcurrentHashMap<>());

  private RedisRehearsal(ServerSocket server, List<byte[]> messages) {
    this.server = server;
    this.replies = new RehearsalReplies(messages, settled::release);
  }

  /** See {@link Rehearsal#open}. */
  public static RedisRehearsal open(List<byte[]> messages) throws IOException {
    RedisRehearsal stage =
        new RedisRehearsal(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()), messages);
    Thread.ofPlatform().name("greenfork-rehearsal").daemon().start(stage::accept);
    return stage;
  }

  @Override
  public String url() {
    return "redis://%s:%d/0"
        .formatted(server.getInetAddress().getHostAddress(), server.getLocalPort());
  }

  @Override
  public boolean awaitOutcomes(int count, Duration patience) throws InterruptedException {
    return settled.tryAcquire(count, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofPlatform()
            .name("greenfork-rehearsal-" + socket.getPort())
            .daemon()
            .start(() -> serve(socket));
      } catch (IOException e) {
        return; // Closed, which is the only way out.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      while (true) {
        List<String> command = command(in);
        synchronized (out) {
          RehearsalReplies.write(out, replies.to(command));
          if (in.available() == 0) {
            out.flush();
          }
        }
        audience.follow(command, out);
      }
    } catch (IOException e) {
      open.remove(socket); // The worker has hung up.
    }
  }

  /** A command is an array of strings; clients send it in no other form. */
  private static List<String> command(InputStream in) throws IOException {
    int count = number(in);
    List<String> words = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] word = in.readNBytes(number(in) + 2);
      words.add(new String(word, 0, word.length - 2, StandardCharsets.UTF_8));
    }
    return words;
  }

  private static int number(InputStream in) throws IOException {
    int sum = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended");
      }
      sum = next >= '0' && next <= '9' ? sum * 10 + next - '0' : sum;
    }
    return sum;
  }
}
