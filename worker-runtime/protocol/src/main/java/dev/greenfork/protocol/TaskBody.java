package dev.greenfork.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The body of a task message (Celery protocol 2, body). Kombu's typed values ({@code __type__},
 * {@code __value__}) stay as the trees they are.
 *
 * @param args positional arguments
 * @param kwargs keyword arguments
 * @param embed follow-up work
 */
public record TaskBody(ArrayNode args, ObjectNode kwargs, Embed embed) {}
