package dev.greenfork.local.plan;

import dev.greenfork.decisions.resources.BrokerSpec;
import dev.greenfork.decisions.resources.ResultBackend;
import dev.greenfork.decisions.resources.SecretKeyRef;
import dev.greenfork.decisions.resources.SecretSource;
import dev.greenfork.decisions.resources.Tls;
import dev.greenfork.local.LocalException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides where the queues and results of a Broker are. */
final class BrokerPlanner {

  private final Values values;
  private final boolean ownRedis;
  private final List<String> notices;

  /**
   * A planner.
   *
   * @param ownRedis whether every Broker gets a Redis of this run, whatever it names
   * @param notices what it decides without being told is added here
   */
  BrokerPlanner(Values values, boolean ownRedis, List<String> notices) {
    this.values = values;
    this.ownRedis = ownRedis;
    this.notices = notices;
  }

  BrokerPlan plan(String namespace, String label, BrokerSpec spec) {
    Source source = new Source(namespace, "Broker " + label);
    Server queues =
        server(source, spec.redis().url(), spec.redis().urlFrom(), spec.redis().tls())
            .withPrefix(spec.redis().prefix());
    return new BrokerPlan(
        label, queues, results(source, queues, spec.results()), spec.results().expiry());
  }

  private @Nullable Server results(Source source, Server queues, ResultBackend spec) {
    if (spec.inBroker()) {
      return spec.prefix().isEmpty() || spec.prefix().equals(queues.keyPrefix())
          ? null
          : new Server(queues.url(), spec.prefix(), queues.ca());
    }
    Source backend = new Source(source.namespace(), "The result backend of " + source.who());
    return server(backend, spec.url(), spec.urlFrom(), spec.tls()).withPrefix(spec.prefix());
  }

  private Found server(
      Source source, @Nullable String url, @Nullable SecretSource from, @Nullable Tls tls) {
    String known = ownRedis ? null : from == null ? url : secret(source, from);
    return new Found(known, known == null || tls == null ? null : authority(source, tls));
  }

  private @Nullable String secret(Source source, SecretSource from) {
    Values.Reference reference = source.entry(from.secretKeyRef());
    String url = values.entry(reference).map(String::strip).orElse(null);
    if (url == null) {
      notices.add(
          "%s takes its URL from key %s of Secret %s, which is in none of the files: it gets a Redis of its own. For another one, add the Secret or set %s."
              .formatted(source.who(), reference.key(), reference.name(), reference.variable()));
    }
    return url;
  }

  private String authority(Source source, Tls tls) {
    Values.Reference reference = source.entry(tls.caFrom().secretKeyRef());
    return values
        .entry(reference)
        .orElseThrow(
            () ->
                new LocalException(
                    "%s takes its certificate authority from key %s of Secret %s, which is in none of the files: add the Secret or set %s."
                        .formatted(
                            source.who(),
                            reference.key(),
                            reference.name(),
                            reference.variable())));
  }

  /** Who asks, and where its Secrets are. */
  private record Source(String namespace, String who) {

    Values.Reference entry(SecretKeyRef ref) {
      return new Values.Reference("Secret", namespace, ref.name(), ref.key());
    }
  }

  private record Found(@Nullable String url, @Nullable String ca) {

    Server withPrefix(String prefix) {
      return new Server(url, prefix, ca);
    }
  }
}
