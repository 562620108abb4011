package dev.greenfork.operator.broker;

import static dev.greenfork.operator.status.Statement.no;
import static dev.greenfork.operator.status.Statement.unknown;
import static dev.greenfork.operator.status.Statement.yes;

import dev.greenfork.broker.BrokerProbe;
import dev.greenfork.decisions.resources.Condition;
import dev.greenfork.operator.status.Statement;
import java.util.List;
import java.util.Set;

/** What is said about a Broker. Pure. */
public final class BrokerConditions {

  /** Whether pools can use it. */
  public static final String READY = "Ready";

  /** Whether its Redis answered the last probe. */
  public static final String REACHABLE = "BrokerReachable";

  /** Whether its Redis keeps what it is given. */
  static final String DATA_SAFE = "DataSafe";

  static final String SECRET_MISSING = "SecretMissing";
  static final String KEY_MISSING = "KeyMissing";

  static final String CLAIMED = "Claimed";

  private static final Set<String> KEEPS_AWAY = Set.of(SECRET_MISSING, KEY_MISSING, CLAIMED);

  private BrokerConditions() {}

  /** Whether no worker is to be started: it could not even try to connect, or must not. */
  public static boolean keepsWorkersAway(Condition ready) {
    return !ready.holds() && KEEPS_AWAY.contains(ready.reason());
  }

  static List<Statement> of(Sight sight) {
    return switch (sight) {
      case Sight.Incomplete lacking ->
          List.of(
              no(READY, lacking.reason(), lacking.message()),
              no(REACHABLE, lacking.reason(), lacking.message()),
              unknown(DATA_SAFE, "NotSeen", "the broker was not reached"));
      case Sight.Refused refused -> unreachable("Refused", refused.message());
      case Sight.Silent silent -> unreachable("Unreachable", silent.message());
      case Sight.Claimed claimed ->
          List.of(
              no(READY, CLAIMED, claimed(claimed)),
              yes(REACHABLE, "Reachable", "the broker answers"),
              unknown(DATA_SAFE, "NotSeen", "the broker is another namespace's"));
      case Sight.Answered answered ->
          List.of(
              yes(READY, "Reachable", "the broker answers"),
              yes(REACHABLE, "Reachable", "the broker answers"),
              safety(answered));
    };
  }

  private static String claimed(Sight.Claimed sight) {
    return """
        %s is claimed by the Broker %s: give this one a URL, database number or keyPrefix of its own. \
        A claim ends %d minutes after its Broker was deleted, or at once with redis-cli DEL <keyPrefix>greenfork:owner"""
        .formatted(sight.address(), sight.owner(), Prober.CLAIM.toMinutes());
  }

  private static List<Statement> unreachable(String reason, String message) {
    return List.of(
        no(READY, reason, message),
        no(REACHABLE, reason, message),
        unknown(DATA_SAFE, "NotSeen", "the broker was not reached"));
  }

  private static Statement safety(Sight.Answered answered) {
    BrokerProbe broker = answered.broker();
    if (broker.mayEvict()) {
      return no(
          DATA_SAFE,
          "MayEvict",
          "maxmemory-policy is %s: when Redis is full it throws waiting tasks away; set it to noeviction"
              .formatted(broker.maxmemoryPolicy()));
    }
    if (!broker.persistence()) {
      return no(
          DATA_SAFE,
          "NotPersistent",
          "Redis keeps nothing on disk: when it restarts all waiting tasks are lost; set appendonly yes");
    }
    return yes(DATA_SAFE, "Kept", "Redis evicts nothing and keeps its data on disk");
  }
}
