package dev.greenfork.local.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.local.LocalException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Turns YAML text (and JSON, which is YAML) into JSON values. */
final class YamlDocuments {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Enough for any manifest; without a bound a few aliases of aliases fill the memory. */
  private static final int MOST_VALUES = 200_000;

  /** Far deeper than any manifest; a value can be made to contain itself. */
  private static final int MOST_LEVELS = 100;

  private final String file;
  private int values;
  private int level;

  private YamlDocuments(String file) {
    this.file = file;
  }

  /**
   * All documents of a text, in order, empty ones left out.
   *
   * @param file for error messages
   * @throws LocalException if the text is no YAML, or repeats a key
   */
  static List<JsonNode> read(String file, String text) {
    YamlDocuments reader = new YamlDocuments(file);
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(MOST_VALUES);
    options.setNestingDepthLimit(MOST_LEVELS);
    List<JsonNode> documents = new ArrayList<>();
    try {
      for (Node node : new Yaml(options).composeAll(new StringReader(text))) {
        JsonNode document = reader.value(node);
        if (!document.isNull()) {
          documents.add(document);
        }
      }
    } catch (MarkedYAMLException e) {
      String problem = e.getProblem() == null ? e.getMessage() : e.getProblem();
      throw new LocalException("%s is no YAML: %s".formatted(reader.at(e), problem), e);
    } catch (YAMLException e) {
      throw new LocalException("%s is no YAML: %s".formatted(file, e.getMessage()), e);
    }
    return documents;
  }

  private JsonNode value(Node node) {
    if (++values > MOST_VALUES) {
      throw new LocalException(
          "%s holds more than %,d values: split it".formatted(file, MOST_VALUES));
    }
    if (++level > MOST_LEVELS) {
      throw new LocalException("%s is nested more than %d deep".formatted(at(node), MOST_LEVELS));
    }
    JsonNode value =
        switch (node) {
          case ScalarNode scalar when scalar.getScalarStyle() == ScalarStyle.PLAIN ->
              YamlScalars.read(scalar.getValue());
          case ScalarNode scalar -> NODES.textNode(scalar.getValue());
          case SequenceNode sequence -> list(sequence);
          case MappingNode mapping -> map(mapping);
          default -> throw new LocalException("%s cannot be read".formatted(at(node)));
        };
    level--;
    return value;
  }

  private ArrayNode list(SequenceNode sequence) {
    ArrayNode list = NODES.arrayNode();
    sequence.getValue().forEach(item -> list.add(value(item)));
    return list;
  }

  private ObjectNode map(MappingNode mapping) {
    ObjectNode map = NODES.objectNode();
    ObjectNode merged = NODES.objectNode();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw new LocalException("%s: a key must be a word".formatted(at(entry.getKeyNode())));
      }
      JsonNode value = value(entry.getValueNode());
      if (key.getScalarStyle() == ScalarStyle.PLAIN && key.getValue().equals("<<")) {
        merge(merged, value);
      } else if (map.has(key.getValue())) {
        throw new LocalException(
            "%s: key \"%s\" is already set in this map".formatted(at(key), key.getValue()));
      } else {
        map.set(key.getValue(), value);
      }
    }
    merged.properties().forEach(e -> map.putIfAbsent(e.getKey(), e.getValue()));
    return map;
  }

  /** Of several merged maps the first that has a key wins. */
  private static void merge(ObjectNode into, JsonNode value) {
    if (value.isArray()) {
      value.forEach(map -> merge(into, map));
    } else {
      value.properties().forEach(e -> into.putIfAbsent(e.getKey(), e.getValue()));
    }
  }

  private String at(Node node) {
    return "%s, line %d".formatted(file, node.getStartMark().getLine() + 1);
  }

  private String at(MarkedYAMLException e) {
    return e.getProblemMark() == null
        ? file
        : "%s, line %d".formatted(file, e.getProblemMark().getLine() + 1);
  }
}
