package dev.greenfork.worker.prefork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.worker.WorkerException;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.prefork.frames.FrameBounds;
import dev.greenfork.worker.prefork.frames.FrameBudget;
import dev.greenfork.worker.prefork.frames.FrameChannel;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parent's end of the channel, against children that say what they should not. */
final class ChildChannelTest {

  private static final FrameBounds BOUNDS = FrameBounds.ofResults(1 << 20);

  private final FrameBudget budget = new FrameBudget(1 << 20);

  @TempDir private Path folder;
  private SocketChannel childSocket;
  private FrameChannel child;
  private FrameChannel parent;

  @BeforeEach
  void connect() throws IOException {
    var address = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      childSocket = SocketChannel.open(address);
      child = FrameChannel.ofChild(childSocket);
      parent = FrameChannel.ofParent(server.accept(), BOUNDS, budget);
    }
  }

  @AfterEach
  void close() {
    child.close();
    parent.close();
  }

  @Test
  void welcomes_a_child_with_the_bounds_of_its_frames() throws IOException {
    child.write(new Frame.Hello(Frame.VERSION, "nonce"));

    Handshake.with(parent, "nonce", BOUNDS);

    assertThat(child.read()).isEqualTo(new Frame.Welcome(Frame.VERSION, BOUNDS));
  }

  @Test
  void refuses_a_child_of_another_version_with_what_to_do() throws IOException {
    child.write(new Frame.Hello(Frame.VERSION - 1, "nonce"));

    assertThatThrownBy(() -> Handshake.with(parent, "nonce", BOUNDS))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("version " + (Frame.VERSION - 1))
        .hasMessageContaining("worker version " + Frame.VERSION)
        .hasMessageContaining("Remove the one that came with the task jars");
  }

  @Test
  void lets_nobody_in_who_does_not_know_the_nonce() throws IOException {
    child.write(new Frame.Hello(Frame.VERSION, "guessed"));

    assertThatThrownBy(() -> Handshake.with(parent, "nonce", BOUNDS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not the child");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"garbage garbage garbage", "\0\0\0\1\143", "\0\0\0\2\5\0", "\0\0\0\1\0", "\177"})
  void gives_up_a_child_that_writes_garbage(String garbage) throws IOException {
    ChildReader reader = reader();

    childSocket.write(ByteBuffer.wrap(garbage.getBytes(StandardCharsets.ISO_8859_1)));
    childSocket.shutdownOutput();

    await().until(reader::isLost);
  }

  @Test
  void gives_up_a_child_that_announces_more_than_a_frame_may_have() throws IOException {
    ChildReader reader = reader();

    childSocket.write(ByteBuffer.allocate(4).putInt(64 << 20).flip());

    await().until(reader::isLost);
  }

  @Test
  void gives_up_a_child_that_speaks_as_a_parent() throws IOException {
    ChildReader reader = reader();

    child.write(new Frame.Welcome(Frame.VERSION, BOUNDS));

    await().until(reader::isLost);
  }

  @Test
  void answers_what_no_running_task_asks_for_with_a_refusal() throws IOException {
    ChildReader reader = reader();

    child.write(new Frame.Send(7, "t", "[]", "{}", null));

    assertThat(child.read()).isEqualTo(new Frame.Refusal(7, "The task that asked has ended."));
    assertThat(reader.isLost()).isFalse();
  }

  private ChildReader reader() {
    ChildReader reader = new ChildReader("child", parent, new ChildRequests(new ObjectMapper()));
    reader.start();
    return reader;
  }
}
