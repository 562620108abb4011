package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Builds workflows as Celery's {@code chain}, {@code group}, {@code chord} and their like do. */
public final class Canvas {

  private Canvas() {}

  /** One after another; a group before another step becomes a chord with that step as its body. */
  public static Signature chain(List<Signature> steps) {
    Sig all = Sig.chain(new ArrayList<>());
    for (Signature step : steps) {
      all = Composition.then(all, Sig.of(step));
    }
    return all.toSignature();
  }

  /** All at once. */
  public static Signature group(List<Signature> members) {
    return Sig.group(sigs(members)).toSignature();
  }

  /** All at once, then {@code body} with the list of their results. */
  public static Signature chord(List<Signature> header, Signature body) {
    return Sig.chord(Sig.group(sigs(header)), Sig.of(body)).toSignature();
  }

  /** One task that calls {@code task} with each item and gives the list of results. */
  public static Signature map(Signature task, ArrayNode items) {
    return each("celery.map", task, items);
  }

  /** As {@link #map}; each item is a list of arguments. */
  public static Signature starmap(Signature task, ArrayNode items) {
    return each("celery.starmap", task, items);
  }

  /** A group of tasks that each do up to {@code size} items, which are lists of arguments. */
  public static Signature chunks(Signature task, ArrayNode items, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("chunks of " + size + " items; it must be at least 1");
    }
    List<Signature> parts = new ArrayList<>();
    for (int from = 0; from < items.size(); from += size) {
      ArrayNode part = JsonNodeFactory.instance.arrayNode();
      for (int i = from; i < Math.min(items.size(), from + size); i++) {
        part.add(items.get(i));
      }
      parts.add(starmap(task, part));
    }
    return group(parts);
  }

  private static Signature each(String name, Signature task, ArrayNode items) {
    ObjectNode kwargs = JsonNodeFactory.instance.objectNode();
    kwargs.set("task", SignatureCodec.write(task));
    kwargs.set("it", items);
    return Signature.of(name, JsonNodeFactory.instance.arrayNode(0), kwargs).asImmutable();
  }

  private static List<Sig> sigs(List<Signature> signatures) {
    List<Sig> all = new ArrayList<>(signatures.size());
    signatures.forEach(one -> all.add(Sig.of(one)));
    return all;
  }
}
