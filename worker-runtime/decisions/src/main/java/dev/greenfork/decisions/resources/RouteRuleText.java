package dev.greenfork.decisions.resources;

/** The rules of a TaskRoute, in CEL, each with the sentence that a user sees. */
final class RouteRuleText {

  static final String SOME = "self.size() > 0";
  static final String SOME_MESSAGE = "rules must hold at least one: delete the TaskRoute instead";

  static final String TASK = "self.matches('^[^*\\\\x00-\\\\x1f]*[*]?$')";
  static final String TASK_MESSAGE =
      "task must be the name of a task, or the beginning of names followed by one *, such as feeds.*";

  static final String ONE_AIM = "(has(self.kind) || has(self.requires)) != has(self.queue)";
  static final String ONE_AIM_MESSAGE =
      "say where the task runs, once: either kind, requires or both, or the queue of others who run it";

  static final String QUEUE =
      "self.matches('^[^\\\\s,\\\\x00-\\\\x1f]+$')"
          + " && !self.matches('[.](green|prefork|parked|dead|delayed)$')"
          + " && !self.startsWith('greenfork:') && !self.startsWith('_kombu.')"
          + " && !self.startsWith('unacked')";
  static final String QUEUE_MESSAGE =
      "queue must be the name of a queue, without comma or space, that is neither one of Greenfork's"
          + " own (.green, .prefork, .parked, .dead, .delayed) nor a key of the broker";

  private RouteRuleText() {}
}
