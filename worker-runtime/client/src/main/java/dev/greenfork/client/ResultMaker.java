package dev.greenfork.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.protocol.canvas.ResultTree;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** Gives the results of a workflow the types of the work that leaves them. */
final class ResultMaker {

  private final ResultStore store;

  ResultMaker(ResultStore store) {
    this.store = store;
  }

  <T> AsyncResult<T> task(ResultTree tree, Type type) {
    return new PendingResult<>(tree, type, store);
  }

  <T> AsyncResult<T> result(ResultTree tree, Work<T> work) {
    return cast(untyped(tree, work));
  }

  <E> GroupResult<E> group(ResultTree tree, Group<E> group) {
    return members(tree, group);
  }

  private AsyncResult<?> untyped(ResultTree tree, Work<?> work) {
    return switch (work) {
      case TaskSignature<?> task -> new PendingResult<>(tree, task.type(), store);
      case Chain<?> chain -> untyped(tree, chain.links().getLast().work());
      case Chord<?> chord -> untyped(tree, chord.body().work());
      case Group<?> group -> members(tree, group);
    };
  }

  private <E> GroupResult<E> members(ResultTree tree, Group<E> group) {
    List<ResultTree> trees = tree.children();
    // At the end of a chain Celery takes a group of one for that one.
    List<ResultTree> each = trees == null ? List.of(tree) : trees;
    List<AsyncResult<E>> members = new ArrayList<>(each.size());
    for (int i = 0; i < each.size(); i++) {
      AsyncResult<?> member =
          each.size() == group.members().size()
              ? untyped(each.get(i), group.members().get(i))
              : new PendingResult<>(each.get(i), JsonNode.class, store);
      members.add(cast(member));
    }
    return new GroupResult<>(tree, members, store);
  }

  // The work says what its result is; the types of its parts were checked when it was made.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> AsyncResult<T> cast(AsyncResult<?> result) {
    return (AsyncResult<T>) result;
  }
}
