package dev.greenfork.worker.prefork.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FrameCodecTest {

  static Stream<Frame> frames() {
    Frame.Thrown thrown = new Frame.Thrown("ValueError", "[\"ü\"]", "builtins", "a\nb\n");
    return Stream.of(
        new Frame.Hello(Frame.VERSION, "nonce"),
        new Frame.Ready(3),
        new Frame.Unfit("no class"),
        new Frame.Run(new Frame.Identity("id", "t", 2, "q", "{}"), "[1]", "{}", 5, 6),
        new Frame.Returned("\uD83D\uDE00"),
        new Frame.Threw(thrown, true),
        new Frame.WantsRetry(100, thrown, null, null),
        new Frame.WantsRetry(100, thrown, "[]", "{}"),
        new Frame.Ended(new Frame.Returned("1"), new Frame.Used(12345, 678, 90, true)),
        new Frame.Send(1, "t", "[]", "{}", null),
        new Frame.Send(1, "t", "[]", "{}", "q"),
        new Frame.Start(2, "{}"),
        new Frame.AddToChord(3, "{}"),
        new Frame.Welcome(Frame.VERSION, FrameBounds.ofResults(1000)),
        new Frame.Replaced("{}"),
        new Frame.Ended(new Frame.Replaced("{}"), new Frame.Used(1, 2, 3, false)),
        new Frame.AddToChord(3, "{}"),
        new Frame.SetState(4, "PROGRESS", "{}"),
        new Frame.GetResult(5, "id"),
        new Frame.IsRevoked(6),
        new Frame.Answer(1, "id"),
        new Frame.Refusal(1, "why"),
        new Frame.Logged(7, "INFO", "logger", "message", Map.of("a", "b")));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void reads_what_it_wrote(Frame frame) throws IOException {
    assertThat(decode(FrameCodec.encode(frame))).isEqualTo(frame);
  }

  @Test
  void refuses_an_unknown_type() {
    assertThatThrownBy(() -> decode(new byte[] {99})).hasMessageContaining("unknown frame type 99");
  }

  @ParameterizedTest
  @MethodSource("frames")
  void ends_in_an_io_exception_at_most_on_damaged_bytes(Frame frame) throws IOException {
    Random random = new Random(42);
    byte[] bytes = FrameCodec.encode(frame);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      try {
        assertThat(decode(damaged)).isNotNull();
      } catch (IOException e) {
        assertThat(e).isNotNull();
      }
    }
  }

  private static Frame decode(byte[] bytes) throws IOException {
    return FrameCodec.decode(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
