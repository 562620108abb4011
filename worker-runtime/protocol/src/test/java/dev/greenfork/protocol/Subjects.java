package dev.greenfork.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.canvas.BadSignatureException;
import dev.greenfork.protocol.canvas.Place;
import dev.greenfork.protocol.canvas.Planner;
import dev.greenfork.protocol.canvas.Sender;
import dev.greenfork.protocol.canvas.SignatureCodec;
import dev.greenfork.protocol.canvas.SignatureReading;
import dev.greenfork.protocol.control.ControlCodec;
import dev.greenfork.protocol.event.EventDecoder;
import dev.greenfork.protocol.typed.TypedValueException;
import dev.greenfork.protocol.typed.TypedValues;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What reads bytes or trees that may be anything, each with real ones to begin with. */
final class Subjects {

  /** One of them; gives whether it took the input. */
  interface Reader {
    boolean takes(byte[] input) throws JsonProcessingException;
  }

  /**
   * A reader and its corpus.
   *
   * @param enveloped whether the inputs are envelopes with a body inside
   */
  record Subject(String name, List<byte[]> corpus, boolean enveloped, Reader reader) {}

  static final Limits LIMITS = new Limits(1 << 20, 1 << 20, 100);

  private final MessageDecoder decoder = new MessageDecoder(LIMITS);
  private final MessageEncoder encoder = new MessageEncoder();
  private final ResultCodec results = new ResultCodec(LIMITS);
  private final ControlCodec control = new ControlCodec();
  private final EventDecoder events = new EventDecoder(LIMITS);
  private final Planner planner =
      new Planner(
          new Sender("gen1@host", null, "celery"),
          () -> "new-id",
          InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")));

  List<Subject> all() {
    return List.of(
        new Subject("message", Corpus.files("messages"), true, this::message),
        new Subject("result", Corpus.files("results"), false, this::result),
        new Subject("signature", Corpus.signatures(), false, this::signature),
        new Subject("control", Corpus.files("control"), true, this::control),
        new Subject("event", Corpus.files("events"), true, this::event));
  }

  private boolean message(byte[] input) throws JsonProcessingException {
    if (!(decoder.decode(input) instanceof Decoded.Task(TaskMessage message))) {
      return false;
    }
    Decoded again = decoder.decode(encoder.encode(message));
    // What is written has no compression, and may so be larger than it was and than the limit.
    if (again instanceof Decoded.Task(TaskMessage second)) {
      assertThat(second.id()).isEqualTo(message.id());
      assertThat(second.body()).isEqualTo(message.body());
    } else {
      assertThat(((Decoded.Refused) again).refusal().reason())
          .isIn(Refusal.Reason.TOO_LARGE, Refusal.Reason.TOO_DEEP);
    }
    typed(message.body().args());
    typed(message.body().kwargs());
    continuation(message);
    PythonRepr.args(message.body().args());
    PythonRepr.kwargs(message.body().kwargs());
    return true;
  }

  /** What the worker does at the end of a task, with whatever follows it. */
  private void continuation(TaskMessage message) {
    Embed embed = message.body().embed();
    Place place = new Place(message.id(), message.headers().lineage().rootId());
    try {
      planner.afterSuccess(embed, message.body().args(), place);
      if (embed.errbacks() != null) {
        planner.afterFailure(embed.errbacks(), message.id(), place);
      }
    } catch (BadSignatureException e) {
      assertThat(e).hasMessageMatching("(?s).{1,500}");
    }
    if (embed.chord() != null) {
      plan(embed.chord());
    }
  }

  private static void typed(JsonNode tree) {
    try {
      TypedValues.check(tree);
    } catch (TypedValueException e) {
      assertThat(e).hasMessageContaining("type");
    }
  }

  private boolean result(byte[] input) {
    return results
        .decode(input)
        .map(
            meta -> {
              ResultCodec.exception(meta.result());
              return results.encode(meta).length > 0;
            })
        .orElse(false);
  }

  private boolean signature(byte[] input) {
    try {
      return plan(Corpus.tree(input));
    } catch (java.io.UncheckedIOException e) {
      return false;
    }
  }

  private boolean plan(JsonNode tree) {
    if (!(SignatureCodec.read(tree) instanceof SignatureReading.Read(var signature))) {
      return false;
    }
    ObjectNode written = SignatureCodec.write(signature);
    assertThat(SignatureCodec.read(written)).isInstanceOf(SignatureReading.Read.class);
    try {
      planner.start(signature);
      return true;
    } catch (BadSignatureException e) {
      return false;
    }
  }

  private boolean control(byte[] input) {
    control.decodeReply(input);
    return control.decode(input) instanceof dev.greenfork.protocol.control.ReceivedControl.Request;
  }

  private boolean event(byte[] input) {
    return !events.decode(input).events().isEmpty();
  }
}
