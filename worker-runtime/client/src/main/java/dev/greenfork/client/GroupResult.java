package dev.greenfork.client;

import dev.greenfork.protocol.canvas.ResultTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The results of a group, together and each by itself. Thread safe.
 *
 * @param <T> the type of each member's value
 */
public final class GroupResult<T> implements AsyncResult<List<T>> {

  private final ResultTree tree;
  private final List<AsyncResult<T>> members;
  private final ResultStore store;

  GroupResult(ResultTree tree, List<AsyncResult<T>> members, ResultStore store) {
    this.tree = tree;
    this.members = List.copyOf(members);
    this.store = store;
  }

  /** The group's id, by which a saved one is found again. */
  @Override
  public String id() {
    return tree.id();
  }

  /** The results of the members, in their order. */
  public List<AsyncResult<T>> results() {
    return members;
  }

  /** The results of the members as they arrive. Waits for all of them from now on. */
  public Arrivals<T> arrivals() {
    return Arrivals.of(members);
  }

  /**
   * Waits for the values of all members, in their order.
   *
   * @param patience for all together
   * @throws TaskFailedException if one failed or was revoked, as soon as it is its turn
   */
  @Override
  public List<T> get(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    List<T> values = new ArrayList<>(members.size());
    // Asked for together, so that they are waited for together.
    members.forEach(AsyncResult::onComplete);
    for (AsyncResult<T> member : members) {
      values.add(member.get(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
    }
    return values;
  }

  @Override
  public CompletionStage<List<T>> onComplete() {
    List<CompletableFuture<T>> all =
        members.stream().map(member -> member.onComplete().toCompletableFuture()).toList();
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(_ -> all.stream().map(CompletableFuture::join).toList());
  }

  /** FAILURE or REVOKED as soon as a member is, SUCCESS when all are. Few round trips. */
  @Override
  public String state() {
    return States.together(states());
  }

  /** How many members have ended. Few round trips. */
  public int completed() {
    return (int) states().stream().filter(States::isReady).count();
  }

  /** The members. */
  @Override
  public List<AsyncResult<?>> children() {
    return List.copyOf(members);
  }

  @Override
  public Optional<AsyncResult<?>> parent() {
    return Optional.ofNullable(tree.parent()).map(store::untyped);
  }

  /**
   * Keeps the list of members at the result backend, under the group's id, for {@link
   * GreenforkClient#group}; a Python client finds it by {@code GroupResult.restore}.
   */
  public void save() {
    store.save(tree);
  }

  /**
   * Removes what is stored of all members, their saved list, and what is stored of what ran before
   * the group.
   */
  @Override
  public void forget() {
    store.forget(ids());
    store.forgetGroup(id());
    parent().ifPresent(AsyncResult::forget);
  }

  @Override
  public void revoke() throws InterruptedException {
    store.revoke(ids(), false);
  }

  @Override
  public void terminate() throws InterruptedException {
    store.revoke(ids(), true);
  }

  private List<String> states() {
    List<String> ids = ids();
    var states = store.states(ids);
    return ids.stream().map(id -> states.getOrDefault(id, "PENDING")).toList();
  }

  private List<String> ids() {
    return members.stream().flatMap(GroupResult::ids).toList();
  }

  private static java.util.stream.Stream<String> ids(AsyncResult<?> result) {
    return result instanceof GroupResult<?> group
        ? group.members.stream().flatMap(GroupResult::ids)
        : java.util.stream.Stream.of(result.id());
  }
}
