package dev.greenfork.protocol.control;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one node.
 *
 * @param node who answers
 * @param value what; {@code {"ok": ...}}, {@code {"error": ...}} or a value of the command's own
 * @param ticket names the question
 * @param clock the node's logical time
 */
public record ControlReply(String node, JsonNode value, @Nullable String ticket, long clock) {}
