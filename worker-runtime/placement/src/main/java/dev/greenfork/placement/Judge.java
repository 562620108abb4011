package dev.greenfork.placement;

import dev.greenfork.decisions.placement.Advice;
import dev.greenfork.decisions.placement.ByType;
import dev.greenfork.decisions.placement.Decision;
import dev.greenfork.decisions.placement.Evidence;
import dev.greenfork.decisions.placement.Placed;
import dev.greenfork.decisions.placement.Placements;
import dev.greenfork.decisions.placement.Reason;
import dev.greenfork.decisions.placement.TaskNote;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.TaskKind;
import dev.greenfork.decisions.routing.KnownTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides about tasks under given circumstances. */
final class Judge {

  private static final Duration ADVICE_PAUSE = Duration.ofDays(1);

  /** What a task is from now on, and what is to be told of it. */
  record Verdict(TaskState state, List<News> news) {}

  private final Placements placements;
  private final Advice advice;
  private final boolean dryRun;

  Judge(Circumstances now) {
    this.placements = new Placements(now.policy(), now.shapes());
    this.advice = new Advice(placements);
    this.dryRun = now.dryRun();
  }

  Verdict judge(KnownTask task, TaskState state, Instant now) {
    PoolType declared = declared(task);
    return declared == null ? place(task, state, now) : advise(task, declared, state, now);
  }

  /** Where its declaration sends it; null if that is to be found out. */
  private static @Nullable PoolType declared(KnownTask task) {
    if (task.requires() != null) {
      return task.requires();
    }
    return switch (task.kind()) {
      case IO -> PoolType.GREEN;
      case CPU -> PoolType.PREFORK;
      case AUTO -> null;
    };
  }

  private Verdict place(KnownTask task, TaskState state, Instant now) {
    TaskNote note = state.note();
    Decision decision = placements.decide(note.placed(), state.evidence(), now);
    PoolType to = decision.placed().type();
    String why = decision.why().sentence();
    if (decision.moved() && dryRun) {
      String sentence = "dry run, else moved to %s: %s".formatted(to.word(), why);
      return new Verdict(with(state, note.placed(), to, sentence), List.of());
    }
    TaskState next = with(state, decision.placed(), null, why);
    ByType<Evidence> evidence = Placements.after(decision, state.evidence());
    return new Verdict(
        new TaskState(evidence, next.note()),
        decision.moved() ? List.of(new News.Moved(task.name(), to, why)) : List.of());
  }

  private Verdict advise(KnownTask task, PoolType declared, TaskState state, Instant now) {
    TaskNote note = state.note();
    Placed placed =
        note.placed().type() == declared ? note.placed() : new Placed(declared, now, 0, now);
    Optional<Reason> reason = advice.about(declared, state.evidence());
    String word = task.kind() == TaskKind.AUTO ? "required" : "declared";
    String sentence = reason.map(why -> word + ", but " + why.sentence()).orElse(word);
    TaskState next = with(state, placed, null, sentence);
    if (reason.isEmpty() || now.isBefore(note.advised().plus(ADVICE_PAUSE))) {
      return new Verdict(next, List.of());
    }
    TaskNote told = new TaskNote(placed, null, now, next.note().cost(), sentence);
    return new Verdict(
        new TaskState(state.evidence(), told),
        List.of(new News.Advice(task.name(), declared, reason.get().sentence())));
  }

  private TaskState with(
      TaskState state, Placed placed, @Nullable PoolType wanted, String sentence) {
    ByType<Double> cost = placements.costs(state.evidence());
    return new TaskState(
        state.evidence(), new TaskNote(placed, wanted, state.note().advised(), cost, sentence));
  }
}
