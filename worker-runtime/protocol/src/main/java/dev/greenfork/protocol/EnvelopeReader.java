package dev.greenfork.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads kombu's envelope of one list element: body, content type and encoding, headers, properties.
 */
final class EnvelopeReader {

  final HeaderReader headers = new HeaderReader();
  final PropertyReader properties = new PropertyReader();
  @Nullable String body;
  @Nullable String contentType;
  @Nullable String contentEncoding;

  private boolean sawHeaders;
  private boolean sawProperties;

  void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw Fault.wrongType("the message", "a JSON object");
    }
    Fields fields = new Fields(parser);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "body" -> body = fields.text("body");
        case "content-type" -> contentType = fields.text("content-type");
        case "content-encoding" -> contentEncoding = fields.text("content-encoding");
        case "headers" -> {
          sawHeaders = true;
          if (token == JsonToken.START_OBJECT) {
            headers.read(parser, fields);
          } else {
            fields.note(Fault.wrongType("headers", "an object"));
          }
        }
        case "properties" -> {
          sawProperties = true;
          if (token == JsonToken.START_OBJECT) {
            properties.read(parser, fields);
          } else {
            fields.note(Fault.wrongType("properties", "an object"));
          }
        }
        default -> parser.skipChildren();
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
      throw new Fault(Refusal.Reason.NOT_JSON, "text follows the message's JSON object");
    }
    fields.check();
    if (!sawHeaders) {
      throw Fault.missing("headers");
    }
    if (!sawProperties) {
      throw Fault.missing("properties");
    }
  }

  String requiredBody() {
    if (body == null) {
      throw Fault.missing("body");
    }
    return body;
  }
}
