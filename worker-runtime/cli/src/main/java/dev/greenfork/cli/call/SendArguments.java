package dev.greenfork.cli.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.greenfork.cli.options.Durations;
import dev.greenfork.cli.options.Moment;
import dev.greenfork.client.SendOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a task is sent. */
final class SendArguments {

  @Option(
      names = {"-Q", "--queue"},
      paramLabel = "QUEUE",
      description = "Default: celery.")
  private String queue = "celery";

  @Option(names = "--priority", paramLabel = "0-9", description = "0 is served first. Default: 0.")
  private @Nullable Integer priority;

  @Option(
      names = {"--eta", "--countdown"},
      paramLabel = "TIME",
      converter = Moment.Converter.class,
      description =
          "Not before: so long from now (90s, 1h30m), or a time such as 2026-11-23T12:00:00Z.")
  private @Nullable Moment eta;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      converter = Moment.Converter.class,
      description = "Not after: so long from now, or a time.")
  private @Nullable Moment expires;

  @Option(
      names = "--soft-limit",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "Ask it to end after this long. Default: as the task or the worker says.")
  private @Nullable Duration softLimit;

  @Option(
      names = "--hard-limit",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "End it by force after this long. Default: as the task or the worker says.")
  private @Nullable Duration hardLimit;

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "A header of your own, a JSON value or plain text. May be repeated.")
  private Map<String, String> headers = new LinkedHashMap<>();

  @Option(names = "--id", paramLabel = "ID", description = "The task's id. Default: a random one.")
  private @Nullable String id;

  /** The options that these make. */
  SendOptions options() {
    SendOptions options = SendOptions.DEFAULT.queue(queue);
    options = priority == null ? options : options.priority(priority);
    options = id == null ? options : options.taskId(id);
    options = softLimit == null ? options : options.softLimit(softLimit);
    options = hardLimit == null ? options : options.hardLimit(hardLimit);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      options = options.header(header.getKey(), json(header.getValue()));
    }
    return times(options);
  }

  private SendOptions times(SendOptions options) {
    SendOptions timed =
        switch (eta) {
          case null -> options;
          case Moment(Duration in, _) when in != null -> options.countdown(in);
          case Moment(_, var at) -> at == null ? options : options.eta(at);
        };
    return switch (expires) {
      case null -> timed;
      case Moment(Duration in, _) when in != null -> timed.expiresIn(in);
      case Moment(_, var at) -> at == null ? timed : timed.expires(at);
    };
  }

  private static JsonNode json(String value) {
    try {
      return new ObjectMapper().readTree(value);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(value);
    }
  }
}
