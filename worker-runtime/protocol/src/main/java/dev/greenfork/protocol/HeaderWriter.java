package dev.greenfork.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the headers object with every field that Celery sends, in its order
 * (celery.app.amqp.as_task_v2).
 */
final class HeaderWriter {

  private HeaderWriter() {}

  static void write(JsonGenerator json, TaskHeaders headers) throws IOException {
    Origin origin = headers.origin();
    Timing timing = headers.timing();
    Lineage lineage = headers.lineage();
    json.writeStartObject();
    json.writeStringField("lang", origin.lang());
    json.writeStringField("task", headers.task());
    json.writeStringField("id", headers.id());
    json.writeStringField("shadow", origin.shadow());
    time(json, "eta", timing.eta());
    time(json, "expires", timing.expires());
    json.writeStringField("group", lineage.group());
    json.writeFieldName("group_index");
    if (lineage.groupIndex() == null) {
      json.writeNull();
    } else {
      json.writeNumber(lineage.groupIndex());
    }
    json.writeNumberField("retries", timing.retries());
    json.writeFieldName("timelimit");
    json.writeStartArray();
    seconds(json, timing.hardLimit());
    seconds(json, timing.softLimit());
    json.writeEndArray();
    json.writeStringField("root_id", lineage.rootId());
    json.writeStringField("parent_id", lineage.parentId());
    json.writeStringField("argsrepr", origin.argsRepr());
    json.writeStringField("kwargsrepr", origin.kwargsRepr());
    json.writeStringField("origin", origin.node());
    json.writeFieldName("ignore_result");
    if (headers.ignoreResult() == null) {
      json.writeNull();
    } else {
      json.writeBoolean(headers.ignoreResult());
    }
    json.writeNumberField("replaced_task_nesting", lineage.replacedTaskNesting());
    texts(json, "stamped_headers", headers.stamps().names());
    MessageEncoder.tree(json, "stamps", headers.stamps().values());
    MessageEncoder.trees(json, headers.user());
    json.writeEndObject();
  }

  private static void time(JsonGenerator json, String field, @Nullable Instant time)
      throws IOException {
    json.writeStringField(field, time == null ? null : PythonTime.format(time));
  }

  private static void seconds(JsonGenerator json, @Nullable Duration limit) throws IOException {
    if (limit == null) {
      json.writeNull();
      return;
    }
    BigDecimal seconds = BigDecimal.valueOf(limit.toNanos(), 9);
    BigDecimal shortest = seconds.stripTrailingZeros();
    json.writeNumber(shortest.scale() <= 0 ? shortest.setScale(0) : shortest);
  }

  private static void texts(JsonGenerator json, String field, @Nullable List<String> texts)
      throws IOException {
    json.writeFieldName(field);
    if (texts == null) {
      json.writeNull();
      return;
    }
    json.writeStartArray();
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
