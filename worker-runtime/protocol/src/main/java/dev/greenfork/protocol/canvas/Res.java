package dev.greenfork.protocol.canvas;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result while it is planned: its parent becomes known late. Not thread safe. */
final class Res {

  final String id;
  final @Nullable List<Res> children;
  @Nullable Res parent;

  private Res(String id, @Nullable List<Res> children) {
    this.id = id;
    this.children = children;
  }

  static Res task(String id) {
    return new Res(id, null);
  }

  static Res group(String id, List<Res> children) {
    return new Res(id, children);
  }

  /** The first result of its line. */
  Res first() {
    Res node = this;
    while (node.parent != null) {
      node = node.parent;
    }
    return node;
  }

  ResultTree toTree() {
    List<Res> line = new ArrayList<>();
    for (Res node = this; node != null; node = node.parent) {
      line.add(node);
    }
    ResultTree tree = null;
    for (Res node : line.reversed()) {
      List<ResultTree> members =
          node.children == null ? null : node.children.stream().map(Res::toTree).toList();
      tree = new ResultTree(node.id, tree, members);
    }
    return tree == null ? new ResultTree(id, null, null) : tree;
  }
}
