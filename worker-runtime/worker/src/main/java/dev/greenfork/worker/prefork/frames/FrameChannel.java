package dev.greenfork.worker.prefork.frames;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connected socket that carries frames, each after its length in four bytes. Reading is for one
 * thread; writing is thread safe.
 *
 * <p>A thread that may be interrupted must not write: interruption closes a socket channel.
 */
public final class FrameChannel implements AutoCloseable {

  /** What a parent hands its child: a message's 16 MiB in JSON text may grow by escapes. */
  private static final int RUN_BYTES = 128 << 20;

  private final SocketChannel socket;
  private final int mostRead;
  private final FrameBudget budget;
  private final ReentrantLock writing = new ReentrantLock();

  private FrameChannel(SocketChannel socket, int mostRead, FrameBudget budget) {
    this.socket = socket;
    this.mostRead = mostRead;
    this.budget = budget;
  }

  /**
   * The parent's end, which trusts no child: a larger frame than these bounds ends it.
   *
   * @param budget of the frames of all children
   */
  public static FrameChannel ofParent(
      SocketChannel socket, FrameBounds bounds, FrameBudget budget) {
    return new FrameChannel(socket, bounds.most(), budget);
  }

  /** The child's end. */
  public static FrameChannel ofChild(SocketChannel socket) {
    return new FrameChannel(socket, RUN_BYTES, new FrameBudget(RUN_BYTES));
  }

  /**
   * Writes one frame of a parent.
   *
   * @throws FrameTooLargeException if it is; nothing has been written then
   */
  public void write(Frame frame) throws IOException {
    write(bytes(frame, RUN_BYTES));
  }

  /** Writes what {@link #bytes} made. */
  public void write(ByteBuffer bytes) throws IOException {
    writing.lock();
    try {
      while (bytes.hasRemaining()) {
        socket.write(bytes);
      }
    } finally {
      writing.unlock();
    }
  }

  /**
   * A child's frame as it goes over the channel.
   *
   * @throws FrameTooLargeException if it is beyond these bounds
   */
  public static ByteBuffer bytes(Frame frame, FrameBounds bounds) throws IOException {
    return bytes(frame, bounds.of(frame));
  }

  private static ByteBuffer bytes(Frame frame, int most) throws IOException {
    byte[] body = FrameCodec.encode(frame);
    if (body.length > most) {
      throw new FrameTooLargeException(body.length, most);
    }
    return ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).flip();
  }

  /**
   * Waits for the next frame, which is done with at once.
   *
   * @throws IOException as {@link #receive}
   */
  public Frame read() throws IOException {
    try (Received received = receive()) {
      return received.frame();
    }
  }

  /**
   * Waits for the next frame, and, if it is large, for room in the budget.
   *
   * @throws EOFException when the other end is gone
   * @throws IOException if what comes is no frame; the channel is of no use then
   */
  public Received receive() throws IOException {
    int length = fill(ByteBuffer.allocate(4)).getInt();
    if (length < 1 || length > mostRead) {
      throw new IOException(
          "a frame cannot have %,d bytes; 1 to %,d are allowed".formatted(length, mostRead));
    }
    FrameBudget.Share share = budget.take(length, socket::isOpen);
    try {
      return new Received(body(length), share);
    } catch (IOException | RuntimeException e) {
      share.close();
      throw e;
    }
  }

  private Frame body(int length) throws IOException {
    byte[] body = fill(ByteBuffer.allocate(length)).array();
    return FrameCodec.decode(new DataInputStream(new ByteArrayInputStream(body)));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // The socket is gone either way.
    }
  }

  private ByteBuffer fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (socket.read(buffer) < 0) {
        throw new EOFException("the other process closed the connection");
      }
    }
    return buffer.flip();
  }
}
