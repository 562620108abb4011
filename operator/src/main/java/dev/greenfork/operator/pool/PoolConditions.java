package dev.greenfork.operator.pool;

import static dev.greenfork.operator.status.Statement.no;
import static dev.greenfork.operator.status.Statement.unknown;
import static dev.greenfork.operator.status.Statement.yes;

import dev.greenfork.operator.status.Statement;
import dev.greenfork.operator.workers.WorkerPod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.util.List;
import java.util.Optional;

/** What is said about a pool. Pure. */
final class PoolConditions {

  static final String READY = "Ready";
  static final String PROGRESSING = "Progressing";
  static final String BROKER_REACHABLE = "BrokerReachable";

  private PoolConditions() {}

  static List<Statement> of(int wanted, BrokerView broker, Outcome outcome, List<WorkerPod> pods) {
    Workers workers = Workers.of(wanted, outcome.live());
    return List.of(
        ready(workers, broker, outcome, pods), progressing(workers, outcome), reachable(broker));
  }

  private static Statement ready(
      Workers workers, BrokerView broker, Outcome outcome, List<WorkerPod> pods) {
    if (outcome instanceof Outcome.Refused refused) {
      return no(READY, refused.reason(), refused.message());
    }
    return switch (broker) {
      case BrokerView.Missing missing ->
          no(
              READY,
              "BrokerMissing",
              "there is no Broker named %s in this namespace; %s"
                  .formatted(missing.name(), workers.kept()));
      case BrokerView.Unusable unusable ->
          no(READY, unusable.reason(), unusable.message() + "; " + workers.kept());
      case BrokerView.Unseen unseen when outcome.live().isEmpty() ->
          no(
              READY,
              "WaitingForBroker",
              "the Broker %s is being looked at".formatted(unseen.name()));
      case BrokerView.Unseen unseen -> ready(workers, outcome.live(), pods);
      case BrokerView.Usable usable -> ready(workers, outcome.live(), pods);
    };
  }

  private static Statement ready(Workers workers, Optional<Deployment> live, List<WorkerPod> pods) {
    Optional<DeploymentCondition> failure = condition(live, "ReplicaFailure", "True");
    if (failure.isPresent()) {
      return no(
          READY, "WorkersRefused", "workers cannot be created: " + failure.get().getMessage());
    }
    Optional<Trouble> trouble = Trouble.of(pods);
    if (isStalled(live)) {
      return no(
          READY,
          "Stalled",
          "%s and the rollout makes no progress: %s"
              .formatted(
                  workers.sentence(),
                  trouble.map(Trouble::sentence).orElse("see the pods of this pool")));
    }
    if (workers.complete()) {
      return yes(
          READY, workers.wanted() == 0 ? "ScaledToZero" : "WorkersReady", workers.sentence());
    }
    return trouble
        .map(what -> no(READY, what.reason(), workers.sentence() + "; " + what.sentence()))
        .orElseGet(() -> no(READY, "WorkersStarting", workers.sentence()));
  }

  private static Statement progressing(Workers workers, Outcome outcome) {
    if (outcome.live().isEmpty()) {
      return no(PROGRESSING, "NoDeployment", "there are no workers yet");
    }
    if (isStalled(outcome.live())) {
      return no(PROGRESSING, "Stalled", "the rollout makes no progress");
    }
    return workers.complete()
        ? no(PROGRESSING, "Settled", "all workers are of the current spec")
        : yes(PROGRESSING, "RollingOut", "workers are started, replaced or stopped");
  }

  private static Statement reachable(BrokerView broker) {
    return switch (broker) {
      case BrokerView.Missing missing ->
          no(
              BROKER_REACHABLE,
              "BrokerMissing",
              "there is no Broker named %s in this namespace".formatted(missing.name()));
      case BrokerView.Unseen unseen ->
          unknown(
              BROKER_REACHABLE,
              "WaitingForBroker",
              "the Broker %s is being looked at".formatted(unseen.name()));
      case BrokerView.Unusable unusable ->
          no(BROKER_REACHABLE, unusable.reason(), unusable.message());
      case BrokerView.Usable usable ->
          usable.reachable().holds()
              ? yes(BROKER_REACHABLE, usable.reachable().reason(), usable.reachable().message())
              : no(BROKER_REACHABLE, usable.reachable().reason(), usable.reachable().message());
    };
  }

  private static boolean isStalled(Optional<Deployment> live) {
    return condition(live, "Progressing", "False")
        .filter(condition -> "ProgressDeadlineExceeded".equals(condition.getReason()))
        .isPresent();
  }

  private static Optional<DeploymentCondition> condition(
      Optional<Deployment> live, String type, String status) {
    return live.map(Deployment::getStatus).stream()
        .flatMap(s -> s.getConditions().stream())
        .filter(c -> type.equals(c.getType()) && status.equals(c.getStatus()))
        .findFirst();
  }
}
