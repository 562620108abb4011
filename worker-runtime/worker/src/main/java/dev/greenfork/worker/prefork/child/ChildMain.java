package dev.greenfork.worker.prefork.child;

import dev.greenfork.worker.WorkerException;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.prefork.frames.FrameBounds;
import dev.greenfork.worker.prefork.frames.FrameChannel;
import dev.greenfork.worker.prefork.proc.Offspring;
import dev.greenfork.worker.prefork.proc.Proc;
import dev.greenfork.worker.shutdown.Signals;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Entry point of a child: {@code ChildMain SOCKET}, with a nonce on standard input that proves to
 * the parent who connects.
 */
public final class ChildMain {

  /** The exit status of a child that told its parent why it cannot work. */
  static final int UNFIT = 70;

  /** In thousandths of the memory: a child of this much less than its parent is chosen first. */
  private static final int OOM_SCORE = 300;

  private ChildMain() {}

  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] arguments) throws IOException {
    Proc.raiseOwnOomScore(OOM_SCORE);
    // why: Ctrl-C reaches all processes of a terminal, and a parent that drains needs its children
    Signals.ignoreInterrupt();
    Runnable gone = ChildMain::endAlone;
    int status = serve(System.in, Path.of(arguments[0]), gone);
    // why: threads that tasks have started must not keep the process
    Runtime.getRuntime().halt(status);
  }

  /** Without a parent nobody wants what runs here, and nobody would ever end it. */
  private static void endAlone() {
    Offspring.ofThisProcess().ifPresent(Offspring::kill);
    Runtime.getRuntime().halt(0);
  }

  /**
   * Is a child until the parent says that it is to leave. Takes over the log and the output of this
   * process.
   *
   * @param gone what is done when the parent is gone without a word
   * @return the exit status
   */
  @SuppressWarnings("CatchingUnchecked")
  public static int serve(InputStream stdin, Path path, Runnable gone) throws IOException {
    PrintStream stderr = System.err;
    String nonce = nonce(stdin);
    SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
    socket.connect(UnixDomainSocketAddress.of(path));
    FrameChannel channel = FrameChannel.ofChild(socket);
    channel.write(new Frame.Hello(Frame.VERSION, nonce));
    if (!(channel.read() instanceof Frame.Welcome(int version, FrameBounds bounds))
        || version != Frame.VERSION) {
      stderr.println("This prefork child and its parent are of different versions of Greenfork.");
      return UNFIT;
    }
    ParentLink parent = ParentLink.open(channel, bounds);
    int status = 0;
    try {
      ParentLog.install(parent);
      FromParent from = FromParent.listen(parent, gone);
      try (Child child = Child.start(parent)) {
        from.to(child);
        child.work();
        from.awaitLeave();
      }
    } catch (IOException | InterruptedException e) {
      // The parent is gone, and with it everything this process is for.
    } catch (WorkerException e) {
      parent.write(new Frame.Unfit(String.valueOf(e.getMessage())));
      status = UNFIT;
    } catch (Throwable e) {
      e.printStackTrace(stderr);
      status = UNFIT;
    }
    parent.flush();
    return status;
  }

  private static String nonce(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
  }
}
