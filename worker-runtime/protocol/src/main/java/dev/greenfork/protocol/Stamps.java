package dev.greenfork.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stamps of a task (Celery's {@code stamped_headers} and {@code stamps}).
 *
 * @param names names of the stamps, null where the sender gave none
 * @param values a value or list of values by name
 */
public record Stamps(@Nullable List<String> names, ObjectNode values) {

  /** No stamps. Its tree is never written to. */
  public static final Stamps NONE = new Stamps(null, JsonNodeFactory.instance.objectNode());

  public Stamps {
    names = names == null ? null : List.copyOf(names);
  }
}
