package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Joins;
import dev.greenfork.broker.Publication;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.protocol.canvas.JoinKey;
import java.util.ArrayList;
import java.util.List;

/** What is to be stored, counted and published, gathered step by step. For one thread at a time. */
final class Effects {

  /** A counted part and the body of its chord. */
  record Part(Joins.Part part, ObjectNode body) {}

  /** Whether it may have been published before: its messages say so. */
  final boolean again;

  final List<StoredResult> results = new ArrayList<>();
  final List<JoinKey> keys = new ArrayList<>();
  final List<Publication> messages = new ArrayList<>();
  final List<Part> parts = new ArrayList<>();

  /** Results of what the task itself has sent, in Celery's tuple form. */
  final ArrayNode children = JsonNodeFactory.instance.arrayNode();

  Effects(boolean again) {
    this.again = again;
  }

  /** Adds what follows besides. */
  void add(Effects more) {
    results.addAll(more.results);
    keys.addAll(more.keys);
    messages.addAll(more.messages);
    parts.addAll(more.parts);
    children.addAll(more.children);
  }
}
