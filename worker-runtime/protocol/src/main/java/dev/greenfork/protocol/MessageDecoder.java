package dev.greenfork.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads task messages of Celery's protocols 2 and 1 in kombu's Redis envelope. Only JSON bodies are
 * accepted. Thread safe.
 *
 * <p>A message is protocol 2 when its headers name a task, else protocol 1 when its body does.
 */
public final class MessageDecoder {

  private final Limits limits;
  private final ObjectMapper mapper;
  private final BodyBytes bodyBytes;

  public MessageDecoder(Limits limits) {
    this.limits = limits;
    this.mapper = CeleryJson.mapper(limits);
    this.bodyBytes = new BodyBytes(limits.bodyBytes());
  }

  /**
   * Decodes one list element. Never throws on bad input: what cannot be run is {@link
   * Decoded.Refused}.
   */
  public Decoded decode(byte[] envelope) {
    EnvelopeReader reader = new EnvelopeReader();
    try {
      if (envelope.length > limits.messageBytes()) {
        throw new Fault(
            Refusal.Reason.TOO_LARGE,
            "the message has %d bytes, more than %d"
                .formatted(envelope.length, limits.messageBytes()));
      }
      return new Decoded.Task(read(envelope, reader));
    } catch (Fault fault) {
      return refused(fault.reason(), String.valueOf(fault.getMessage()), reader);
    } catch (IOException e) {
      Fault fault = JsonFaults.of("the message", e);
      return refused(fault.reason(), String.valueOf(fault.getMessage()), reader);
    }
  }

  private TaskMessage read(byte[] envelope, EnvelopeReader reader) throws IOException {
    try (JsonParser parser = mapper.createParser(envelope)) {
      reader.read(parser);
    }
    HeaderReader headers = reader.headers;
    if (headers.namesTask) {
      return protocol2(envelope, reader);
    }
    if (!(tree(bodyBytes.of(reader)) instanceof ObjectNode body)) {
      throw new Fault(
          Refusal.Reason.UNKNOWN_FORMAT, "neither the headers nor the body name a task");
    }
    Protocol1.readHeaders(mapper, body, headers);
    if (!headers.namesTask) {
      throw new Fault(
          Refusal.Reason.UNKNOWN_FORMAT, "neither the headers nor the body name a task");
    }
    TaskHeaders known = headers.toHeaders();
    return new TaskMessage(
        known, BodyReader.hybrid(body), reader.properties.toProperties(headers.redelivered));
  }

  private TaskMessage protocol2(byte[] envelope, EnvelopeReader reader) throws IOException {
    HeaderReader headers = reader.headers;
    // A hybrid may have its id in the body.
    TaskHeaders known = headers.id == null ? null : headers.toHeaders();
    JsonNode body = tree(bodyBytes.of(reader));
    if (body instanceof ObjectNode hybrid && hybrid.has("args")) {
      headers = Protocol1.hybridHeaders(mapper, envelope, hybrid);
      known = null;
    }
    return new TaskMessage(
        known == null ? headers.toHeaders() : known,
        BodyReader.read(body),
        reader.properties.toProperties(headers.redelivered));
  }

  private JsonNode tree(byte[] body) throws IOException {
    try (JsonParser parser = mapper.createParser(body)) {
      JsonNode tree = mapper.readTree(parser);
      if (tree == null || tree.isMissingNode()) {
        throw new Fault(Refusal.Reason.NOT_JSON, "the body is empty");
      }
      if (parser.nextToken() != null) {
        throw new Fault(Refusal.Reason.NOT_JSON, "more text follows the body's JSON");
      }
      return tree;
    } catch (IOException e) {
      throw JsonFaults.of("the body", e);
    }
  }

  private static Decoded refused(Refusal.Reason reason, String detail, EnvelopeReader reader) {
    @Nullable String id = reader.headers.id;
    @Nullable String task = reader.headers.task;
    return new Decoded.Refused(new Refusal(reason, detail, id, task));
  }
}
