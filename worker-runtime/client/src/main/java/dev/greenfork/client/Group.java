package dev.greenfork.client;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Work that runs side by side. Followed by a {@link Step} it becomes a chord: the step gets the
 * list of all results. Immutable.
 *
 * @param <E> the type of each member's result
 */
public final class Group<E> implements Work<List<E>> {

  private final List<Work<? extends E>> members;
  private final Follow follow;

  private Group(List<Work<? extends E>> members, Follow follow) {
    this.members = members;
    this.follow = follow;
  }

  static <E> Group<E> of(List<? extends Work<? extends E>> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a group has at least one member");
    }
    if (members.stream().anyMatch(Group.class::isInstance)) {
      throw new IllegalArgumentException(
          "a group in a group has no result of its own: put its members into the outer one");
    }
    return new Group<>(List.copyOf(members), Follow.NOTHING);
  }

  @Override
  public Group<E> with(UnaryOperator<SendOptions> change) {
    return new Group<>(members, follow.with(change));
  }

  @Override
  public Group<E> link(Work<?> next) {
    return new Group<>(members, follow.success(Link.to(next)));
  }

  @Override
  public Group<E> linkError(Step<String, ?> next) {
    return new Group<>(members, follow.error(Link.to(next)));
  }

  @Override
  public Group<E> linkError(Work<?> next) {
    return new Group<>(members, follow.error(Link.to(next)));
  }

  List<Work<? extends E>> members() {
    return members;
  }

  Follow follow() {
    return follow;
  }
}
