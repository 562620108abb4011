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

  /** A message's 16 MiB in JSON text may grow by escapes; nothing sensible is larger than this. */
  private static final int MOST_BYTES = 128 << 20;

  private final SocketChannel socket;
  private final ReentrantLock writing = new ReentrantLock();

  public FrameChannel(SocketChannel socket) {
    this.socket = socket;
  }

  /** Writes one frame. */
  public void write(Frame frame) throws IOException {
    write(bytes(frame));
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

  /** A frame as it goes over the channel. */
  public static ByteBuffer bytes(Frame frame) throws IOException {
    byte[] body = FrameCodec.encode(frame);
    if (body.length > MOST_BYTES) {
      throw new FrameTooLargeException(
          "%,d bytes are more than the %,d that one frame may have"
              .formatted(body.length, MOST_BYTES));
    }
    return ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).flip();
  }

  /**
   * Waits for the next frame.
   *
   * @throws EOFException when the other end is gone
   */
  public Frame read() throws IOException {
    int length = fill(ByteBuffer.allocate(4)).getInt();
    if (length < 1 || length > MOST_BYTES) {
      throw new IOException("a frame cannot have " + length + " bytes");
    }
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
