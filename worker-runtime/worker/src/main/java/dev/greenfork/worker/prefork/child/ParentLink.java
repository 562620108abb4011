package dev.greenfork.worker.prefork.child;

import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.prefork.frames.FrameBounds;
import dev.greenfork.worker.prefork.frames.FrameChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The child's end of the channel. Frames are written by a thread of its own, because an interrupt
 * of a thread that writes would close the socket, and tasks' threads are interrupted by time
 * limits. Writing is thread safe and blocks while the parent does not read.
 */
final class ParentLink {

  private static final int MOST_WAITING = 256;
  private static final int FLUSH_SECONDS = 5;

  /** Bytes to write, or a latch that is counted down when all before it is written. */
  private record Job(ByteBuffer bytes, @Nullable CountDownLatch done) {}

  private final FrameChannel channel;
  private final FrameBounds bounds;
  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>(MOST_WAITING);
  private volatile boolean broken;

  private ParentLink(FrameChannel channel, FrameBounds bounds) {
    this.channel = channel;
    this.bounds = bounds;
  }

  static ParentLink open(FrameChannel channel, FrameBounds bounds) {
    ParentLink link = new ParentLink(channel, bounds);
    Thread.ofPlatform().name("greenfork-to-parent").daemon().start(link::work);
    return link;
  }

  Frame read() throws IOException {
    return channel.read();
  }

  /**
   * Queues a frame.
   *
   * @throws dev.greenfork.worker.prefork.frames.FrameTooLargeException if it is
   */
  void write(Frame frame) throws IOException {
    put(new Job(FrameChannel.bytes(frame, bounds), null));
  }

  /** Waits a few seconds for what was written to be on its way. */
  void flush() {
    CountDownLatch done = new CountDownLatch(1);
    try {
      put(new Job(ByteBuffer.allocate(0), done));
      if (!done.await(FLUSH_SECONDS, TimeUnit.SECONDS)) {
        broken = true;
      }
    } catch (IOException e) {
      broken = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void put(Job job) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        if (broken) {
          throw new IOException("the parent is gone");
        }
        try {
          if (jobs.offer(job, 1, TimeUnit.SECONDS)) {
            return;
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void work() {
    try {
      while (true) {
        Job job = jobs.take();
        channel.write(job.bytes());
        if (job.done() != null) {
          job.done().countDown();
        }
      }
    } catch (IOException e) {
      broken = true;
    } catch (InterruptedException e) {
      broken = true;
      Thread.currentThread().interrupt();
    }
  }
}
