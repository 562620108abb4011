package dev.greenfork.worker.prefork.frames;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Frames as bytes: a type byte, then the fields in order; texts as length and UTF-8. */
final class FrameCodec {

  private static final int ENDED = 17;

  private FrameCodec() {}

  static byte[] encode(Frame frame) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    Out out = new Out(new DataOutputStream(bytes));
    switch (frame) {
      case Frame.Hello(int version, String nonce) -> out.type(1).number(version).text(nonce);
      case Frame.Ready(int tasks) -> out.type(2).number(tasks);
      case Frame.Unfit(String reason) -> out.type(3).text(reason);
      case Frame.Run(Frame.Identity who, var args, var kwargs, long deadline, long soft) ->
          out.type(4)
              .text(who.id())
              .text(who.task())
              .number(who.retries())
              .text(who.queue())
              .text(who.surroundings())
              .text(args)
              .text(kwargs)
              .number(deadline)
              .number(soft);
      case Frame.Returned(String json) -> out.type(5).text(json);
      case Frame.Threw(Frame.Thrown thrown, boolean interrupted) ->
          out.type(6).thrown(thrown).number(interrupted ? 1 : 0);
      case Frame.WantsRetry(long after, Frame.Thrown reason, var args, var kwargs) ->
          out.type(7).number(after).thrown(reason).optional(args).optional(kwargs);
      case Frame.Send(long number, var task, var args, var kwargs, var queue) ->
          out.type(8).number(number).text(task).text(args).text(kwargs).optional(queue);
      case Frame.Answer(long number, String text) -> out.type(9).number(number).text(text);
      case Frame.Refusal(long number, String why) -> out.type(10).number(number).text(why);
      case Frame.Ended(Frame outcome, Frame.Used used) -> out.type(ENDED).used(used).frame(outcome);
      case Frame.Logged(long time, var level, var logger, var message, var fields) ->
          out.type(11).number(time).text(level).text(logger).text(message).map(fields);
      case Frame.Replaced(String signature) -> out.type(12).text(signature);
      case Frame.Ignored(String reason) -> out.type(13).text(reason);
      case Frame.Rejected(boolean requeue, Frame.Thrown reason) ->
          out.type(14).number(requeue ? 1 : 0).thrown(reason);
      case Frame.Start(long number, String signature) ->
          out.type(15).number(number).text(signature);
      case Frame.AddToChord(long number, String signature) ->
          out.type(16).number(number).text(signature);
      case Frame.SetState(long number, String state, String meta) ->
          out.type(19).number(number).text(state).text(meta);
      case Frame.GetResult(long number, String id) -> out.type(20).number(number).text(id);
      case Frame.IsRevoked(long number) -> out.type(21).number(number);
      case Frame.Welcome(int version, FrameBounds(int request, int outcome)) ->
          out.type(18).number(version).number(request).number(outcome);
      case Frame.Leave() -> out.type(22);
    }
    return bytes.toByteArray();
  }

  static Frame decode(DataInputStream data) throws IOException {
    In in = new In(data);
    int type = data.readByte();
    if (type == ENDED) {
      Frame.Used used = new Frame.Used(in.number(), in.number(), in.number(), in.number() == 1);
      return new Frame.Ended(plain(data.readByte(), in), used);
    }
    return plain(type, in);
  }

  private static Frame plain(int type, In in) throws IOException {
    return switch (type) {
      case 1 -> new Frame.Hello((int) in.number(), in.text());
      case 2 -> new Frame.Ready((int) in.number());
      case 3 -> new Frame.Unfit(in.text());
      case 4 ->
          new Frame.Run(
              new Frame.Identity(in.text(), in.text(), (int) in.number(), in.text(), in.text()),
              in.text(),
              in.text(),
              in.number(),
              in.number());
      case 5 -> new Frame.Returned(in.text());
      case 6 -> new Frame.Threw(in.thrown(), in.number() != 0);
      case 7 -> new Frame.WantsRetry(in.number(), in.thrown(), in.optional(), in.optional());
      case 8 -> new Frame.Send(in.number(), in.text(), in.text(), in.text(), in.optional());
      case 9 -> new Frame.Answer(in.number(), in.text());
      case 10 -> new Frame.Refusal(in.number(), in.text());
      case 11 -> new Frame.Logged(in.number(), in.text(), in.text(), in.text(), in.map());
      case 12 -> new Frame.Replaced(in.text());
      case 13 -> new Frame.Ignored(in.text());
      case 14 -> new Frame.Rejected(in.number() != 0, in.thrown());
      case 15 -> new Frame.Start(in.number(), in.text());
      case 16 -> new Frame.AddToChord(in.number(), in.text());
      case 18 ->
          new Frame.Welcome(
              (int) in.number(), new FrameBounds((int) in.number(), (int) in.number()));
      case 19 -> new Frame.SetState(in.number(), in.text(), in.text());
      case 20 -> new Frame.GetResult(in.number(), in.text());
      case 21 -> new Frame.IsRevoked(in.number());
      case 22 -> new Frame.Leave();
      default -> throw new IOException("unknown frame type " + type);
    };
  }

  private record Out(DataOutputStream data) {

    Out type(int type) throws IOException {
      data.writeByte(type);
      return this;
    }

    Out number(long number) throws IOException {
      data.writeLong(number);
      return this;
    }

    Out text(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      data.writeInt(bytes.length);
      data.write(bytes);
      return this;
    }

    Out frame(Frame frame) throws IOException {
      data.write(encode(frame));
      return this;
    }

    Out optional(@Nullable String text) throws IOException {
      data.writeBoolean(text != null);
      return text == null ? this : text(text);
    }

    Out thrown(Frame.Thrown thrown) throws IOException {
      return text(thrown.type()).text(thrown.args()).text(thrown.module()).text(thrown.traceback());
    }

    Out used(Frame.Used used) throws IOException {
      return number(used.cpuNanos())
          .number(used.delayNanos())
          .number(used.bytes())
          .number(used.first() ? 1 : 0);
    }

    Out map(Map<String, String> map) throws IOException {
      data.writeInt(map.size());
      for (var entry : map.entrySet()) {
        text(entry.getKey()).text(entry.getValue());
      }
      return this;
    }
  }

  private record In(DataInputStream data) {

    long number() throws IOException {
      return data.readLong();
    }

    String text() throws IOException {
      int length = data.readInt();
      if (length < 0 || length > data.available()) {
        throw new IOException("a text of " + length + " bytes does not fit its frame");
      }
      return new String(data.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Nullable String optional() throws IOException {
      return data.readBoolean() ? text() : null;
    }

    Frame.Thrown thrown() throws IOException {
      return new Frame.Thrown(text(), text(), text(), text());
    }

    Map<String, String> map() throws IOException {
      int size = data.readInt();
      Map<String, String> map = new HashMap<>();
      for (int i = 0; i < size; i++) {
        map.put(text(), text());
      }
      return map;
    }
  }
}
