package dev.greenfork.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.protocol.canvas.SignatureCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes Celery's signatures of typed work. Thread safe. */
final class SignatureMaker {

  private final ObjectMapper mapper;

  /** A maker whose mapper maps arguments. */
  SignatureMaker(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The signature of work that is sent as it stands. */
  Signature make(Work<?> work) {
    return make(new Link(work, false));
  }

  /** The signature of work in a workflow; it refuses what it is not to take. */
  Signature make(Link link) {
    return switch (link.work()) {
      case TaskSignature<?> task -> task(task, link.takesInput());
      case Chain<?> chain -> dress(chain(chain, link.takesInput()), chain.follow());
      case Group<?> group ->
          dress(
              dev.greenfork.protocol.canvas.Canvas.group(members(group, link.takesInput())),
              group.follow());
      case Chord<?> chord ->
          dress(chord(chord.header(), chord.body(), link.takesInput()), chord.follow());
    };
  }

  private Signature task(TaskSignature<?> task, boolean takesInput) {
    TaskCall call = task.call();
    ArrayNode args = Trees.of(mapper, call, call.args(), ArrayNode.class);
    ObjectNode kwargs = Trees.of(mapper, call, call.kwargs(), ObjectNode.class);
    Signature bare = Signature.of(call.task(), args, kwargs);
    return dress(takesInput ? bare : bare.asImmutable(), task.follow());
  }

  /** A group that something follows becomes a chord here: Celery would not, with one member. */
  private Signature chain(Chain<?> chain, boolean takesInput) {
    List<Link> links = new ArrayList<>(chain.links());
    links.set(0, new Link(links.getFirst().work(), takesInput));
    List<Signature> steps = new ArrayList<>();
    for (int i = 0; i < links.size(); i++) {
      Link link = links.get(i);
      if (link.work() instanceof Group<?> group && i + 1 < links.size()) {
        steps.add(chord(group, links.get(i + 1), link.takesInput()));
        i++;
      } else {
        steps.add(make(link));
      }
    }
    return steps.size() == 1 ? steps.getFirst() : dev.greenfork.protocol.canvas.Canvas.chain(steps);
  }

  /** What a header has of its own goes to its members: a chord keeps only these. */
  private Signature chord(Group<?> header, Link body, boolean takesInput) {
    List<Signature> parts = new ArrayList<>();
    ObjectNode given = options(header.follow().options());
    for (Signature member : members(header, takesInput)) {
      ObjectNode options = given.deepCopy();
      options.setAll(member.options());
      parts.add(follow(with(member, options), header.follow()));
    }
    return dev.greenfork.protocol.canvas.Canvas.chord(parts, make(body));
  }

  private List<Signature> members(Group<?> group, boolean takesInput) {
    List<Signature> members = new ArrayList<>();
    for (Work<?> member : group.members()) {
      members.add(make(new Link(member, takesInput)));
    }
    return members;
  }

  private Signature dress(Signature bare, Follow follow) {
    ObjectNode options = bare.options().deepCopy();
    options.setAll(options(follow.options()));
    return follow(with(bare, options), follow);
  }

  private Signature follow(Signature signature, Follow follow) {
    Signature dressed = signature;
    for (Map.Entry<String, ?> stamp : follow.options().marks().stamps().entrySet()) {
      dressed = dressed.stamp(stamp.getKey(), mapper.valueToTree(stamp.getValue()));
    }
    for (Link next : follow.onSuccess()) {
      dressed = dressed.link(make(next));
    }
    for (Link next : follow.onError()) {
      dressed = dressed.linkError(make(next));
    }
    return dressed;
  }

  private ObjectNode options(SendOptions options) {
    return OptionTrees.of(options, mapper);
  }

  private static Signature with(Signature from, ObjectNode options) {
    return new Signature(
        from.task(),
        from.args(),
        from.kwargs(),
        options,
        from.subtaskType(),
        from.immutable(),
        from.other());
  }

  /** The JSON of work that is an argument of a task, as {@code celery.map} has one. */
  ObjectNode tree(Link link) {
    return SignatureCodec.write(make(link));
  }
}
